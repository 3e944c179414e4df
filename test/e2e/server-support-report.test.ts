import { Fen, minute } from '@facepay/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { entryOf, rosterEntry } from '../support/server-school.ts';
import { must } from '../support/server-world.ts';

let classroom: Classroom;
beforeEach(async () => {
  classroom = await openClassroom();
  return classroom.world.close;
});

/** One sale whose credential we know, and what the API says of it. */
const sellKnown = async (amountFen: number): Promise<{ readonly id: string; readonly credential: string }> => {
  const { terminal, pupil } = classroom;
  const signed = await terminal.mint(pupil, amountFen);
  const { json } = await terminal.upload([entryOf(signed)]);
  return { id: String(itemsOf(json['results'])[0]?.['deductionId']), credential: signed.voucher.credential };
};
const detailOf = async (id: string) =>
  (await classroom.get(`/v1/deductions/${id}?organizationId=${classroom.organization}`)).json;
const firstGeneration = (json: Readonly<Record<string, unknown>>) => itemsOf(json['generations'])[0];

/** What nobody may read in a report (INV-88). */
const personal = [rosterEntry.name, rosterEntry.phone, rosterEntry.guardianConsent.guardian];
const harmless = (told: unknown, ...secrets: readonly string[]): void => {
  const text = JSON.stringify(told);
  expect([...personal, ...secrets].filter((value) => text.includes(value))).toEqual([]);
};

describe('FAQ 2.1 what WeChat’s support asks for: 请求接口, 请求参数, 返回参数, 请求时间', () => {
  it('FAQ 2.1 FAQ 2.2 INV-88 a deduction that was not charged has all four, at its attempt', async () => {
    const { world, pupil, work } = classroom;
    await world.school.fund(pupil.outUserId, must(Fen.of(0)), false);
    const { id, credential } = await sellKnown(900);
    await work();
    const json = await detailOf(id);
    expect(json).toMatchObject({ state: 'failed', reasons: [{ code: 'insufficient' }] });
    const attempt = itemsOf(firstGeneration(json)?.['attempts'])[0];
    expect(attempt?.['support']).toMatchObject({
      interface: 'POST /v3/offlineface/transactions',
      parameters: expect.arrayContaining([
        { name: 'out_trade_no', value: json['deductionNo'] },
        { name: 'sub_mchid', value: world.school.subMchid },
        { name: 'amount.total', value: '900' },
        { name: 'auth_code', value: '(withheld)' },
      ]),
      answer: {
        httpStatus: 200,
        code: expect.stringMatching(/^PAYERROR NOT_?ENOUGH$/u),
        requestId: expect.any(String),
      },
      at: expect.stringMatching(/^2026-09-07T.*\+08:00$/u),
    });
    const { textZh } = (attempt?.['support'] ?? { textZh: '' }) as { readonly textZh: string };
    expect(textZh.split('\n').map((line) => line.slice(0, 5))).toEqual([
      '请求接口：',
      '请求参数：',
      '返回参数：',
      '请求时间：',
    ]);
    harmless(json, credential, credential.slice(20, 60));
  });

  it('FAQ 2.1 an answer that never came is told as one, with the queries after it; a charge has no report', async () => {
    const { world, work } = classroom;
    await world.school.disturb('request-lost');
    const { id } = await sellKnown(800);
    await work();
    await world.school.pass(2 * minute);
    await work();
    const generation = firstGeneration(await detailOf(id));
    const [lost, sentAgain] = itemsOf(generation?.['attempts']);
    expect(lost?.['support']).toMatchObject({
      interface: 'POST /v3/offlineface/transactions',
      answer: { failure: expect.any(String) },
    });
    expect(sentAgain).not.toHaveProperty('support'); // that one charged
    const queries = itemsOf(generation?.['queries']);
    expect(queries.length).toBeGreaterThan(0);
    expect(queries.at(-1)?.['support']).toMatchObject({
      interface: 'GET /v3/offlineface/transactions/out-trade-no/{out_trade_no}',
      answer: { httpStatus: 404, code: expect.any(String), requestId: expect.any(String) },
    });
    expect(await detailOf(id)).toMatchObject({ state: 'paid' });
  });

  it('FAQ 2.1 INV-88 a call that WeChat did not answer properly: the problem has all four, without a person in it', async () => {
    const { world, pupil, call } = classroom;
    const match = { pathPrefix: '/v3/offlineface/contracts/presign' };
    await world.school.control('POST', '/faults', { kind: 'error-500-before', match, count: 1 });
    const bankCard = { number: '6222020200112233445', holder: '王家长', phone: '13900139000' };
    const identityNumber = '11010119900307457X';
    const { status, json } = await call('POST', `${pupil.path}/presign`, {
      contractMode: 'limited-card',
      identityNumber,
      bankCard,
    });
    expect([status, json['code']]).toEqual([503, 'wechat-outcome-unknown']);
    expect(json['wechat']).toEqual({ httpStatus: 500, requestId: expect.any(String) });
    expect(json['support']).toMatchObject({
      interface: 'POST /v3/offlineface/contracts/presign',
      answer: { httpStatus: 500, requestId: expect.any(String), failure: 'server error' },
      at: expect.stringMatching(/\+08:00$/u),
      textZh: expect.stringContaining('返回参数：HTTP 500'),
    });
    harmless(json, identityNumber, identityNumber.slice(0, 12), bankCard.number, bankCard.phone, 'o-parent');
    const parameters = (json['support'] as { readonly parameters: readonly { readonly name: string }[] }).parameters;
    expect(parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['contract_mode', 'facepay_user.phone', 'limit_bank_card.bank_card_number']),
    );
  });
});
