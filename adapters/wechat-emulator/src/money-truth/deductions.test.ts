import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, deduct, mint, query, signUp } from '../../test/emulated-world.ts';

const day = 86_400_000;

const paying = async (payer: object, settings = {}) => {
  const world = createEmulatedWorld({ settings });
  const pupil = await signUp(world, 'stu-000001');
  await world.client.control('PUT', `/payers/${pupil.openid}`, payer);
  return { world, pupil };
};

const rich = { balanceFen: 1_000_000 };
const broke = { balanceFen: 0, cards: [], advanceQuota: false };
const advanced = { balanceFen: 0, cards: [], advanceQuota: true };

describe('a deduction', () => {
  test('paid by the balance: SUCCESS, NOT_DEBT; the query says the same', async () => {
    const { world, pupil } = await paying(rich);
    const answer = await deduct(world, await mint(world, pupil, 1250), 'M-000001', 1250);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      trade_state: 'SUCCESS',
      debt_state: 'NOT_DEBT',
      trade_type: 'AUTH',
      out_trade_no: 'M-000001',
      amount: { total: 1250, currency: 'CNY' },
      success_time: '2026-09-07T12:00:00+08:00',
      payer: { sp_openid: pupil.openid },
    });
    expect(answer.json['transaction_id']).toMatch(/^4200\d{24}$/);
    expect((await query(world, 'M-000001')).json).toEqual(answer.json);
  });

  test('paid by an advance: SUCCESS, DEBT, BPA', async () => {
    const { world, pupil } = await paying(advanced);
    const answer = await deduct(world, await mint(world, pupil, 1250), 'M-000001', 1250);
    expect(answer.json).toMatchObject({ trade_state: 'SUCCESS', debt_state: 'DEBT', bank_type: 'BPA' });
  });

  test.each([
    ['no money', broke, 'NOTENOUGH'],
    ['risk', { ...advanced, balanceFen: 9999, riskRefused: true }, 'RISK'],
  ])('%s: 200 PAYERROR, and again with money it is paid', async (_, payer, errorType) => {
    const { world, pupil } = await paying(payer);
    const credential = await mint(world, pupil, 1250);
    const first = await deduct(world, credential, 'M-000001', 1250);
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ trade_state: 'PAYERROR', error_type: errorType, debt_state: 'NOT_DEBT' });
    expect(first.json['transaction_id']).toBeUndefined();
    await world.client.control('PUT', `/payers/${pupil.openid}`, { ...rich, riskRefused: false });
    expect((await deduct(world, credential, 'M-000001', 1250)).json).toMatchObject({ trade_state: 'SUCCESS' });
  });

  test('cards are tried in turn', async () => {
    const cards = [
      { bankType: 'ICBC_DEBIT', outcome: 'insufficient' },
      { bankType: 'CCB_DEBIT', outcome: 'success' },
    ];
    const { world, pupil } = await paying({ balanceFen: 0, cards, advanceQuota: true });
    const answer = await deduct(world, await mint(world, pupil, 1), 'M-000001', 1);
    expect(answer.json).toMatchObject({ trade_state: 'SUCCESS', debt_state: 'NOT_DEBT', bank_type: 'CCB_DEBIT' });
  });
});

describe('idempotency (k12-wire §6.5)', () => {
  test('the same number: paid is RESOURCE_ALREADY_EXISTS, other parameters INVALID_REQUEST', async () => {
    const { world, pupil } = await paying(rich);
    const credential = await mint(world, pupil, 1250);
    await deduct(world, credential, 'M-000001', 1250);
    const again = await deduct(world, credential, 'M-000001', 1250);
    expect([again.status, again.json['code']]).toEqual([400, 'RESOURCE_ALREADY_EXISTS']);
    const other = await deduct(world, credential, 'M-000001', 1250, { description: '晚餐' });
    expect([other.status, other.json['code']]).toEqual([400, 'INVALID_REQUEST']);
    expect(other.json['message']).toContain('description');
    expect(world.emulator.ledger().totals).toMatchObject({ successes: 1, attempts: 1, deductRequests: 3 });
  });

  test('a failed order may come back closed (F-20) and stays closed', async () => {
    const { world, pupil } = await paying(broke, { failedOrder: 'ORDER_CLOSED' });
    const credential = await mint(world, pupil, 1250);
    for (const _ of [1, 2]) {
      const answer = await deduct(world, credential, 'M-000001', 1250);
      expect([answer.status, answer.json['code']]).toEqual([400, 'ORDER_CLOSED']);
    }
    expect((await query(world, 'M-000001')).json).toMatchObject({ trade_state: 'CLOSED' });
    await world.client.control('PUT', `/payers/${pupil.openid}`, rich);
    expect((await deduct(world, credential, 'M-000002', 1250)).json).toMatchObject({ trade_state: 'SUCCESS' });
  });

  test('an unknown order is 404 ORDER_NOT_EXIST', async () => {
    const answer = await query(createEmulatedWorld(), 'M-000001');
    expect([answer.status, answer.json['code']]).toEqual([404, 'ORDER_NOT_EXIST']);
  });
});

describe('credentials (k12-wire §12)', () => {
  const refused = (message: string) => ({ code: 'INVALID_REQUEST', message: expect.stringContaining(message) });

  test.each([
    ['truncated', (text: string) => text.slice(0, -400)],
    ['with a plus turned into a space', (text: string) => text.replace('+', ' ')],
    [
      'with one character changed',
      (text: string) => `${text.slice(0, 900)}${text[900] === 'A' ? 'B' : 'A'}${text.slice(901)}`,
    ],
  ])('%s: 扣款凭证不合法, and no order', async (_, damage) => {
    const { world, pupil } = await paying(rich);
    const answer = await deduct(world, damage(await mint(world, pupil, 1250)), 'M-000001', 1250);
    expect([answer.status, answer.json]).toEqual([400, refused('扣款凭证不合法')]);
    expect((await query(world, 'M-000001')).status).toBe(404);
  });

  test('bound values: the first that differs is named with both values', async () => {
    const { world, pupil } = await paying(rich);
    const other = await deduct(world, await mint(world, pupil, 1250), 'M-000001', 1251);
    expect(other.json).toEqual(refused('total_fee=1251，扣款凭证中total_fee=1250'));
    const test = await mint(world, pupil, 90, world.keys.testSubMchid);
    const { subMchid, testSubMchid } = world.keys;
    expect((await deduct(world, test, 'M-000002', 91)).json).toEqual(
      refused(`sub_mch_id=${subMchid}，扣款凭证中sub_mch_id=${testSubMchid}`),
    );
  });

  test('30 days old is accepted, a second more is not', async () => {
    const { world, pupil } = await paying(rich);
    const [first, second] = [await mint(world, pupil, 1), await mint(world, pupil, 1)];
    await world.pass(30 * day);
    expect((await deduct(world, first, 'M-000001', 1)).json).toMatchObject({ trade_state: 'SUCCESS' });
    await world.pass(1000);
    expect((await deduct(world, second, 'M-000002', 1)).json).toEqual(refused('过期'));
  });

  test('INV-5: a charged credential is refused under another number', async () => {
    const { world, pupil } = await paying(rich);
    const credential = await mint(world, pupil, 1);
    await deduct(world, credential, 'M-000001', 1);
    expect((await deduct(world, credential, 'M-000002', 1)).json).toEqual(refused('已被使用'));
    expect(world.emulator.ledger().credentials.map(({ successes }) => successes)).toEqual([1]);
  });
});

describe('user and contract', () => {
  test('a terminated contract with a live credential: PAYERROR NOT_CONTRACTED, never an advance', async () => {
    const { world, pupil } = await paying(advanced);
    const credential = await mint(world, pupil, 1250);
    await world.client.control('POST', `/users/${pupil.userId}/terminate`);
    const answer = await deduct(world, credential, 'M-000001', 1250);
    expect([answer.status, answer.json['trade_state'], answer.json['error_type']]).toEqual([
      200,
      'PAYERROR',
      'NOT_CONTRACTED',
    ]);
  });

  test('a disabled user: PAYERROR USER_DISABLED until enabled', async () => {
    const { world, pupil } = await paying(rich);
    const credential = await mint(world, pupil, 1250);
    await world.client.control('POST', `/users/${pupil.userId}/disable`);
    expect((await deduct(world, credential, 'M-000001', 1250)).json).toMatchObject({ error_type: 'USER_DISABLED' });
    await world.client.control('POST', `/users/${pupil.userId}/enable`);
    expect((await deduct(world, credential, 'M-000001', 1250)).json).toMatchObject({ trade_state: 'SUCCESS' });
  });
});

describe('limits', () => {
  test('100 yuan is charged, a fen more is not', async () => {
    const { world, pupil } = await paying(rich);
    expect((await deduct(world, await mint(world, pupil, 10_000), 'M-000001', 10_000)).json).toMatchObject({
      trade_state: 'SUCCESS',
    });
    expect((await deduct(world, await mint(world, pupil, 10_001), 'M-000002', 10_001)).json).toMatchObject({
      trade_state: 'PAYERROR',
      error_type: 'OVER_LIMIT',
    });
  });

  test('INV-23: 500 yuan a user and Beijing day, no fen more before midnight', async () => {
    const { world, pupil } = await paying(rich);
    for (const number of [1, 2, 3, 4, 5])
      await deduct(world, await mint(world, pupil, 10_000), `M-00000${number}`, 10_000);
    const sixth = await mint(world, pupil, 1);
    expect((await deduct(world, sixth, 'M-000006', 1)).json).toMatchObject({ error_type: 'OVER_LIMIT' });
    await world.pass(12 * 3_600_000 - 1000);
    expect((await deduct(world, sixth, 'M-000006', 1)).json).toMatchObject({ error_type: 'OVER_LIMIT' });
    await world.pass(1000);
    expect((await deduct(world, sixth, 'M-000006', 1)).json).toMatchObject({ trade_state: 'SUCCESS' });
  });

  test('INV-28: a test merchant takes 1 yuan a day from everybody together', async () => {
    const { world, pupil } = await paying(rich);
    const other = await signUp(world, 'stu-000002');
    const sub = { sub_mchid: world.keys.testSubMchid };
    const charge = async (who: typeof pupil, number: string, fen: number) =>
      (await deduct(world, await mint(world, who, fen, world.keys.testSubMchid), number, fen, sub)).json;
    expect(await charge(pupil, 'M-000001', 60)).toMatchObject({ trade_state: 'SUCCESS' });
    expect(await charge(other, 'M-000002', 41)).toMatchObject({ error_type: 'OVER_LIMIT' });
    expect(await charge(other, 'M-000003', 40)).toMatchObject({ trade_state: 'SUCCESS' });
    const fixed = await world.client.control('POST', '/organizations', {
      organizationName: 'x',
      testMerchant: false,
      subMchid: world.keys.testSubMchid,
    });
    expect(fixed.status).toBe(409);
  });

  test('five charges of one order a day, the sixth is intercepted; next day it may go on', async () => {
    const { world, pupil } = await paying(broke);
    const credential = await mint(world, pupil, 1250);
    for (const _ of [1, 2, 3, 4, 5])
      expect((await deduct(world, credential, 'M-000001', 1250)).json).toMatchObject({ trade_state: 'PAYERROR' });
    const sixth = await deduct(world, credential, 'M-000001', 1250);
    expect([sixth.status, sixth.json['code']]).toEqual([400, 'INVALID_REQUEST']);
    await world.pass(day);
    expect((await deduct(world, credential, 'M-000001', 1250)).status).toBe(200);
  });
});

describe('advances (k12-wire §7)', () => {
  test('INV-40: three, then the user is disabled; repaid, the block is lifted and the orders say REPAYMENT', async () => {
    const { world, pupil } = await paying(advanced);
    for (const number of [1, 2, 3])
      expect((await deduct(world, await mint(world, pupil, 100), `M-00000${number}`, 100)).json).toMatchObject({
        debt_state: 'DEBT',
      });
    const status = async () => (await world.client.control('GET', `/users/${pupil.userId}`)).json['status'];
    expect(await status()).toBe('DISABLED');
    const patch = await world.client.call(
      'PATCH',
      `/v3/offlinefacemch/organizations/${pupil.organizationId}/users/out-user-id/${pupil.outUserId}`,
      { status: 'NORMAL' },
    );
    expect([patch.status, await status()]).toEqual([204, 'DISABLED']);
    expect((await deduct(world, await mint(world, pupil, 100), 'M-000004', 100)).json).toMatchObject({
      error_type: 'USER_DISABLED',
    });
    const terminated = await world.client.control('POST', `/users/${pupil.userId}/terminate`);
    expect(terminated.status).toBe(409);
    await world.client.control('POST', `/payers/${pupil.openid}/repay`, { outTradeNo: 'M-000001' });
    expect(await status()).toBe('NORMAL');
    const repaid = await query(world, 'M-000001');
    expect(repaid.json).toMatchObject({ trade_state: 'SUCCESS', debt_state: 'REPAYMENT' });
    expect(repaid.json['repayment_transaction_id']).toMatch(/^4200\d{24}$/);
    await world.client.control('POST', `/payers/${pupil.openid}/repay`);
    expect(world.emulator.ledger().totals).toMatchObject({ openAdvances: 0, repaid: 3 });
  });

  test('a repayment link only for somebody who owes', async () => {
    const { world, pupil } = await paying(advanced);
    const body = { out_user_id: pupil.outUserId, organization_id: pupil.organizationId };
    const before = await world.client.call('POST', '/v3/offlineface/repayment-url', body);
    expect([before.status, before.json['code']]).toEqual([400, 'INVALID_REQUEST']);
    await deduct(world, await mint(world, pupil, 100), 'M-000001', 100);
    const after = await world.client.call('POST', '/v3/offlineface/repayment-url', body);
    expect(after.json).toEqual({
      repayment_url: expect.stringMatching(/^https:/),
      expire_at: '2026-09-08T12:00:00+08:00',
    });
  });
});

describe('shape', () => {
  test.each([
    ['no amount', { amount: undefined }, '/amount'],
    ['amount as text', { amount: { total: '100', currency: 'CNY' } }, '/amount/total'],
    ['amount 0', { amount: { total: 0, currency: 'CNY' } }, '/amount/total'],
    ['other currency', { amount: { total: 1, currency: 'USD' } }, '/amount/currency'],
    ['short number', { out_trade_no: 'M-1' }, '/out_trade_no'],
    ['number with a slash', { out_trade_no: 'M/000001' }, '/out_trade_no'],
    ['emoji', { description: '🍚' }, '/description'],
  ])('%s: 400 PARAM_ERROR naming the field', async (_, change, field) => {
    const world = createEmulatedWorld();
    const answer = await deduct(world, 'x', 'M-000001', 1, change);
    expect([answer.status, answer.json]).toEqual([
      400,
      expect.objectContaining({ code: 'PARAM_ERROR', detail: expect.objectContaining({ field, location: 'body' }) }),
    ]);
    expect(world.client.verifies(answer)).toBe(true);
  });

  test.each([{ sp_mchid: '1900000001' }, { sp_appid: 'wx0' }, { sub_mchid: '1600000000' }])(
    '%o: 403 NO_AUTH',
    async (change) => {
      const answer = await deduct(createEmulatedWorld(), 'x', 'M-000001', 1, change);
      expect([answer.status, answer.json['code']]).toEqual([403, 'NO_AUTH']);
    },
  );

  test('a body that is no JSON: 400 PARAM_ERROR', async () => {
    const answer = await createEmulatedWorld().client.call('POST', '/v3/offlineface/transactions', '{"a":');
    expect([answer.status, answer.json['code']]).toEqual([400, 'PARAM_ERROR']);
  });
});
