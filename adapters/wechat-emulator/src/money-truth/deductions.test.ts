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

const refused = (message: string) => ({ code: 'INVALID_REQUEST', message: expect.stringContaining(message) });

describe('credentials (k12-wire §12)', () => {
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
    const bound = await mint(world, pupil, 90, world.keys.testSubMchid);
    const { subMchid, testSubMchid } = world.keys;
    expect((await deduct(world, bound, 'M-000002', 91)).json).toEqual(
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
