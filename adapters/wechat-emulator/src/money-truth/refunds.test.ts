import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, deduct, type EmulatedWorld, mint, query, signUp } from '../../test/emulated-world.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A pupil who paid 12 yuan, or was advanced them. */
const paid = async (settings: Parameters<typeof createEmulatedWorld>[0] = {}, advanced = false) => {
  const world = createEmulatedWorld(settings);
  const pupil = await signUp(world, 'stu-000001');
  await world.client.control('PUT', `/payers/${pupil.openid}`, { balanceFen: advanced ? 0 : 5000, advanceQuota: true });
  await deduct(world, await mint(world, pupil, 1200), 'M-000001', 1200);
  const balance = async () =>
    (await world.client.control('PUT', `/payers/${pupil.openid}`, {})).json['balanceFen'] as unknown;
  return { world, pupil, balance };
};
const refund = (world: EmulatedWorld, no: string, fen: number, change: object = {}) =>
  world.client.call('POST', '/v3/refund/domestic/refunds', {
    sub_mchid: world.keys.subMchid,
    out_trade_no: 'M-000001',
    out_refund_no: no,
    reason: '多收',
    amount: { refund: fen, total: 1200, currency: 'CNY' },
    ...change,
  });
const asked = (world: EmulatedWorld, no: string) =>
  world.client.call('GET', `/v3/refund/domestic/refunds/${no}?sub_mchid=${world.keys.subMchid}`);

describe('refunds', () => {
  test('FAQ 5.2 a part is taken in, paid out minutes later, and the order shows it', async () => {
    const { world, balance } = await paid();
    const taken = await refund(world, 'R-1', 500);
    expect(taken.json).toMatchObject({
      status: 'PROCESSING',
      out_refund_no: 'R-1',
      out_trade_no: 'M-000001',
      amount: { refund: 500, total: 1200, payer_refund: 500, currency: 'CNY' },
    });
    expect(await balance()).toBe(3800);
    await world.pass(5 * minute);
    const { json } = await asked(world, 'R-1');
    expect(json).toMatchObject({ status: 'SUCCESS', refund_id: taken.json['refund_id'] });
    expect(await balance()).toBe(4300);
    expect((await query(world, 'M-000001')).json).toMatchObject({ trade_state: 'REFUND', debt_state: 'NOT_DEBT' });
    expect(world.emulator.ledger()).toMatchObject({
      refunds: [{ outRefundNo: 'R-1', amountFen: 500, state: 'SUCCESS', outTradeNo: 'M-000001' }],
      totals: { refunds: 1, refundedFen: 500, successFen: 1200 },
    });
    expect(world.emulator.violations()).toEqual([]);
  });
  test('INV-30 what is accepted never sums above what was paid; the same number is the same refund', async () => {
    const { world, balance } = await paid();
    const first = await refund(world, 'R-1', 700);
    await world.pass(minute);
    expect((await refund(world, 'R-1', 700)).json['refund_id']).toBe(first.json['refund_id']);
    expect((await refund(world, 'R-1', 500)).json).toMatchObject({ code: 'INVALID_REQUEST' });
    expect((await refund(world, 'R-2', 501)).json).toMatchObject({ code: 'INVALID_REQUEST' });
    expect((await refund(world, 'R-2', 500)).status).toBe(200);
    await world.pass(5 * minute);
    expect((await refund(world, 'R-3', 1)).json).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await balance()).toBe(5000);
  });
  test('two of one payment within a minute are too fast', async () => {
    const { world } = await paid();
    await refund(world, 'R-1', 100);
    expect((await refund(world, 'R-2', 100)).status).toBe(429);
    await world.pass(minute);
    expect((await refund(world, 'R-2', 100)).status).toBe(200);
  });
  test('an order that was not paid, is of another merchant, or is older than a year', async () => {
    const { world, pupil } = await paid();
    expect((await refund(world, 'R-1', 1, { out_trade_no: 'M-000009' })).status).toBe(404);
    await world.client.control('PUT', `/payers/${pupil.openid}`, { balanceFen: 0, advanceQuota: false });
    await deduct(world, await mint(world, pupil, 1200), 'M-000002', 1200);
    expect((await refund(world, 'R-1', 1, { out_trade_no: 'M-000002' })).json).toMatchObject({
      code: 'INVALID_REQUEST',
    });
    expect((await refund(world, 'R-1', 1, { sub_mchid: '1999999999' })).status).toBe(403);
    await world.pass(366 * day);
    expect((await refund(world, 'R-1', 1)).json).toMatchObject({ code: 'INVALID_REQUEST' });
  });
  test.each(['refund-abnormal', 'refund-closed'])('INV-30 %s may be tried again with its number', async (kind) => {
    const { world, balance } = await paid();
    await world.client.control('POST', '/faults', { kind });
    await refund(world, 'R-1', 1200);
    await world.pass(5 * minute);
    expect((await asked(world, 'R-1')).json['status']).toBe(kind === 'refund-closed' ? 'CLOSED' : 'ABNORMAL');
    await refund(world, 'R-1', 1200);
    await world.pass(5 * minute);
    expect((await asked(world, 'R-1')).json['status']).toBe('SUCCESS');
    expect(await balance()).toBe(5000);
    const [kept] = world.emulator.ledger().refunds;
    expect(kept).toMatchObject({ tries: 2 });
  });
  test('where failed refunds are final, the number answers as it stands', async () => {
    const { world } = await paid({ settings: { failedRefund: 'final' } });
    await world.client.control('POST', '/faults', { kind: 'refund-closed' });
    await refund(world, 'R-1', 1200);
    await world.pass(5 * minute);
    expect((await refund(world, 'R-1', 1200)).json['status']).toBe('CLOSED');
  });
  test.each([
    [true, 'NOT_DEBT', 0],
    [false, 'DEBT', 1],
  ])('a full refund of an open advance ends the debt: %s', async (fullRefundClearsDebt, debtState, openAdvances) => {
    const { world, balance } = await paid({ settings: { fullRefundClearsDebt } }, true);
    expect(world.emulator.ledger().totals.openAdvances).toBe(1);
    await refund(world, 'R-1', 200);
    await world.pass(5 * minute);
    expect((await query(world, 'M-000001')).json['debt_state']).toBe('DEBT');
    await refund(world, 'R-2', 1000);
    await world.pass(5 * minute);
    expect((await query(world, 'M-000001')).json['debt_state']).toBe(debtState);
    expect(world.emulator.ledger().totals.openAdvances).toBe(openAdvances);
    expect(await balance()).toBe(0);
  });
  test('FAQ 5.2 the end is told by a notice, whatever it is', async () => {
    const { world } = await paid();
    await world.client.control('POST', '/notify-url', { url: 'http://127.0.0.1:8700/notify' });
    await world.client.control('POST', '/faults', { kind: 'refund-abnormal' });
    await refund(world, 'R-1', 500);
    await world.pass(5 * minute);
    await refund(world, 'R-1', 500);
    await world.pass(5 * minute);
    const told = await world.client.control('GET', '/notices');
    expect(told.text).toContain('REFUND.ABNORMAL');
    expect(told.text).toContain('REFUND.SUCCESS');
  });
  test('a refund gives no day back: the limit of the day counts what was charged', async () => {
    const { world, pupil } = await paid({ settings: { userDayMaxFen: 1200 } });
    await refund(world, 'R-1', 1200);
    await world.pass(5 * minute);
    const again = await deduct(world, await mint(world, pupil, 1), 'M-000002', 1);
    expect(again.json).toMatchObject({ error_type: 'OVER_LIMIT' });
  });
});
