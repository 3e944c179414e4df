import { type Fen, minute, toRfc3339, later, type UserId } from '@facepay/domain';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { tokens } from '../support/server-world.ts';

let classroom: Classroom;
beforeEach(async () => {
  classroom = await openClassroom();
  return classroom.world.close;
});

const amountFen = 1250;
const target = (path = '/v1/deductions'): string => `${path}?organizationId=${classroom.organization}`;
const deducts = (): number => classroom.world.school.requestsTo('/v3/offlineface/transactions');
const minted = (fen = amountFen): Promise<string> =>
  classroom.world.school.credential(classroom.pupil.userId as UserId, fen as Fen);
/** A meal as a terminal of the provider's own hands it to its backend. */
const saleOf = (credential: string, change: Readonly<Record<string, unknown>> = {}) => ({
  outUserId: classroom.pupil.outUserId,
  userId: classroom.pupil.userId,
  amountFen,
  saleAt: toRfc3339(later(classroom.world.school.now(), -minute)),
  credential,
  description: '午餐',
  ...change,
});
const sell = (body: unknown) => classroom.call('POST', target(), body, tokens.operator);
const send = (body: unknown, key?: string) =>
  callServer(classroom.world, 'POST', target(), {
    token: tokens.operator,
    body,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
const refused = (status: number, body: unknown) =>
  classroom.refused(status, 'POST', target(), { token: tokens.operator, body });

describe('FAQ 5.9: deductions from credentials, without a terminal of ours', () => {
  it('INV-4 the sale is stored, charged by the worker, and the same sale again is the same deduction', async () => {
    const sale = saleOf(await minted());
    const first = await sell(sale);
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ state: 'received', amountFen, deviceId: 'unsigned' });
    expect(deducts()).toBe(0);
    const again = await sell(sale); // under another key
    expect(again.json).toEqual(first.json);
    await classroom.work();
    const path = target(`/v1/deductions/${String(first.json['deductionId'])}`);
    expect((await classroom.get(path)).json).toMatchObject({ state: 'paid', amountFen, attemptsTotal: 1 });
    expect((await sell(sale)).json['state']).toBe('paid');
    expect(deducts()).toBe(1);
  });

  it('BAD-81 one key twice is one execution; another body under it is 409; without a key it is 400', async () => {
    const [sale, key] = [saleOf(await minted()), randomUUID()];
    const [one, two] = await Promise.all([send(sale, key), send(sale, key)]);
    expect([one.status, two.status, two.text]).toEqual([200, 200, one.text]);
    expect((await send(saleOf(await minted()), key)).json['code']).toBe('idempotency-key-reused');
    expect((await send(sale)).json['code']).toBe('idempotency-key-missing');
  });

  it('INV-4 a credential that was used is 409, whatever else the sale says, also after a voucher', async () => {
    const credential = await minted();
    await sell(saleOf(credential));
    for (const change of [{ amountFen: 1251 }, { description: '晚餐' }])
      expect((await refused(409, saleOf(credential, change))).json['code']).toBe('credential-used');
    const ofVoucher = await minted();
    await classroom.sell(amountFen, { credential: ofVoucher });
    expect((await refused(409, saleOf(ofVoucher))).json['code']).toBe('credential-used');
    await classroom.work();
    expect(deducts()).toBe(2);
  });

  it.each([
    ['terminate', 'contract-ended'],
    ['disable', 'user-disabled'],
  ])('BAD-56 INV-35 after %s it is 409 %s, and no request leaves', async (move, code) => {
    expect((await classroom.call('POST', `${classroom.pupil.path}/${move}`)).status).toBe(200);
    const before = deducts();
    expect((await refused(409, saleOf(await minted()))).json).toMatchObject({ code, reasons: [expect.anything()] });
    await classroom.work();
    expect(deducts()).toBe(before);
  });

  it('BAD-44 BAD-46 BAD-50 what a terminal’s voucher would be held for is refused, and names the field or the rule', async () => {
    const credential = await minted();
    for (const wrong of [0, -1, 10_001, 1.5, '100', 2 ** 53, null])
      expect((await refused(422, saleOf(credential, { amountFen: wrong }))).text).toContain('amountFen');
    expect((await refused(422, saleOf(credential.slice(0, 400)))).json['code']).toBe('credential-damaged');
    expect((await refused(422, saleOf(`${credential} `))).text).toContain('credential');
    for (const saleAt of ['2026-10-30T12:00:00+08:00', '2026-08-01T12:00:00+08:00', '9999-01-01T00:00:00+08:00'])
      expect((await refused(422, saleOf(credential, { saleAt }))).json['code']).toBe('sale-time-wrong');
    expect((await refused(404, saleOf(credential, { outUserId: 'nobody-1' }))).json['code']).toBe('not-found');
    expect((await refused(409, saleOf(credential, { userId: 'FU0someoneelse' }))).json['code']).toBe('user-differs');
    expect((await refused(409, saleOf(credential, { deviceId: 'device-1' }))).json['code']).toBe('terminal-enrolled');
    expect((await sell(saleOf(credential))).status).toBe(200); // none of it was held against the credential
  });

  it('INV-92 an auditor may not, and another school’s credentials stay there', async () => {
    const body = saleOf(await minted());
    expect((await classroom.refused(403, 'POST', target(), { token: tokens.auditor, body })).status).toBe(403);
    const elsewhere = '/v1/deductions?organizationId=O0nobodys';
    expect((await classroom.refused(404, 'POST', elsewhere, { token: tokens.operator, body })).status).toBe(404);
  });

  it('INV-18 a batch answers one by one: a bad entry stops no other', async () => {
    const [first, second] = [saleOf(await minted()), saleOf(await minted())];
    const entries = [first, { ...second, amountFen: 0 }, 'nonsense', second, first];
    const post = (deductions: readonly unknown[]) =>
      classroom.call('POST', target('/v1/deductions:batch'), { deductions }, tokens.operator);
    const results = itemsOf((await post(entries)).json['results']);
    expect(results.map(({ index, status }) => [index, status])).toEqual([
      [0, 'accepted'],
      [1, 'refused'],
      [2, 'refused'],
      [3, 'accepted'],
      [4, 'duplicate'],
    ]);
    expect(results[1]).toMatchObject({ code: 'shape-wrong', detail: expect.stringContaining('amountFen') });
    expect(results[4]?.['deductionId']).toBe(results[0]?.['deductionId']);
    await classroom.work();
    expect(deducts()).toBe(2);
    expect((await post([])).status).toBe(422);
    expect((await post(Array.from({ length: 101 }, () => first))).status).toBe(422);
  });
});
