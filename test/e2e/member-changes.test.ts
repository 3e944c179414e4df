import 'reflect-metadata';
import * as t from 'io-ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { readAs } from '../support/read-as.ts';
import { openCounter, serveMeals } from '../support/serve-meals.ts';
import { consentOf } from '../support/sign-up.ts';
import { until } from '../support/until.ts';

const Deductions = t.type({ items: t.array(t.type({ outUserId: t.string, state: t.string })) });
const Presigned = t.type({ presignToken: t.string });
const Token = t.type({ token: t.string });

describe('changes of a member, through server, WeChat and counter', () => {
  let canteen: Canteen;
  let counter: Awaited<ReturnType<typeof openCounter>>;
  beforeAll(async () => {
    canteen = await openCanteen();
    counter = await openCounter(canteen, 'd1');
  });
  afterAll(() => canteen.close());

  const member = (outUserId: string): string => `/v1/organizations/${canteen.organizationId}/members/${outUserId}`;
  const statesOf = async (outUserId: string): Promise<readonly string[]> => {
    const path = `/v1/deductions?organizationId=${canteen.organizationId}&member=${outUserId}&pageSize=200`;
    return readAs(Deductions, await canteen.api('GET', path)).items.map(({ state }) => state);
  };
  const decided = (outUserId: string, count: number): Promise<void> =>
    until(`${count} sales of ${outUserId}`, async () => {
      const states = await statesOf(outUserId);
      return states.length === count && states.every((state) => ['paid', 'held', 'advanced'].includes(state));
    });

  test('a disabled pupil is not charged and is disabled at WeChat, an enabled one is charged again', async () => {
    const pupil = await canteen.signUp(1);
    const disabled = await canteen.api('POST', `${member(pupil.outUserId)}/disable`);
    expect(disabled).toMatchObject({
      usage: 'disabled',
      canPay: { ok: false, reasons: expect.arrayContaining([expect.objectContaining({ code: 'blocked-by-us' })]) },
    });
    await serveMeals(canteen, counter, [{ pupil, amountFen: 1200 }]);
    await decided(pupil.outUserId, 1);
    expect(await statesOf(pupil.outUserId)).toEqual(['held']);
    expect(canteen.emulator.emulator.ledger().orders).toEqual([]);
    const enabled = await canteen.api('POST', `${member(pupil.outUserId)}/enable`);
    expect(enabled).toMatchObject({ usage: 'normal', canPay: { ok: true } });
    await serveMeals(canteen, counter, [{ pupil, amountFen: 1300 }]);
    await decided(pupil.outUserId, 2);
    expect((await statesOf(pupil.outUserId)).toSorted()).toEqual(['held', 'paid']);
  });

  test('BAD-61 own limits above the platform are refused; within it they hold a meal back', async () => {
    const pupil = await canteen.signUp(2);
    const path = `${member(pupil.outUserId)}/limits`;
    for (const limits of [
      { singleLimitFen: 10_001 },
      { dayLimitFen: 50_001 },
      { dayLimitFen: -1 },
      { dayLimitFen: '5' },
    ])
      expect((await canteen.callApi('PUT', path, limits)).status).toBe(422);
    expect(await canteen.api('PUT', path, { dayLimitFen: 1500 })).toMatchObject({ limits: { dayLeftFen: 1500 } });
    await serveMeals(canteen, counter, [
      { pupil, amountFen: 1500 },
      { pupil, amountFen: 1 },
    ]);
    await decided(pupil.outUserId, 2);
    expect((await statesOf(pupil.outUserId)).toSorted()).toEqual(['held', 'paid']);
  });

  test('a presigned token binds the contract to the card that was given', async () => {
    const outUserId = 'pupil-00077';
    const roster = {
      name: '学生77',
      phone: '13800000077',
      userType: 'student',
      classOrPost: '三年二班',
      guardianConsent: consentOf('学生77'),
    };
    await canteen.api('PUT', member(outUserId), roster);
    const presign = await canteen.api('POST', `${member(outUserId)}/presign`, {
      contractMode: 'limited-card',
      bankCard: { number: '6225880000000077', holder: '学生77家长', validThrough: '12/30', phone: '13900000077' },
    });
    const { token } = readAs(Token, await canteen.api('POST', `${member(outUserId)}/token`));
    const { presignToken } = readAs(Presigned, presign);
    await canteen.control('POST', '/_emulator/mini-programs/enrol', {
      token,
      outUserId,
      organizationName: '第一小学',
      name: roster.name,
      phone: roster.phone,
      identityNumber: '110101201301000077',
      className: roster.classOrPost,
    });
    await canteen.control('POST', '/_emulator/mini-programs/sign', { presignToken, openid: 'o-77', name: '家长' });
    const synced = await canteen.api('POST', `${member(outUserId)}/sync`);
    expect(synced).toMatchObject({ contract: { status: 'signed', mode: 'limited-card', cardFrom: 'provider' } });
  });

  test('a debtor gets a repayment link, who owes nothing does not', async () => {
    const pupil = await canteen.signUp(3);
    expect((await canteen.callApi('POST', `${member(pupil.outUserId)}/repayment-link`)).status).toBe(409);
    await canteen.control('PUT', `/_emulator/payers/${pupil.openid}`, { balanceFen: 0, cards: [], advanceQuota: true });
    await serveMeals(canteen, counter, [{ pupil, amountFen: 900 }]);
    await decided(pupil.outUserId, 1);
    expect(await statesOf(pupil.outUserId)).toEqual(['advanced']);
    expect(await canteen.api('POST', `${member(pupil.outUserId)}/repayment-link`)).toMatchObject({
      url: expect.stringContaining('http'),
      expiresAt: expect.stringContaining('+08:00'),
    });
    expect(await canteen.api('GET', member(pupil.outUserId))).toMatchObject({ debt: { open: true } });
  });
});
