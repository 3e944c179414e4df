import { minute, second } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { anOrder, openPayscoreCounter, type PayscoreCounter, user } from '../support/payscore-counter.ts';
import { itemsOf } from '../support/server-classroom.ts';

const orders = '/v1/payscore/orders';
const reason = '多收';

describe.each(['direct', 'partner'] as const)('refunds of Pay Score orders, %s mode', (party) => {
  let counter: PayscoreCounter;
  beforeAll(async () => {
    counter = await openPayscoreCounter({ party, settings: { payscoreDeductionTakesMs: 2 * minute } });
    return counter.world.close;
  });
  const state = async (orderNo: string) => (await counter.get(`${orders}/${orderNo}`)).json;
  const refund = (orderNo: string, body: object) =>
    counter.call('POST', `${orders}/${orderNo}/refunds`, { reason, ...body });
  const complete = async (orderNo: string, totalFen: number): Promise<void> => {
    await counter.call('POST', orders, anOrder(orderNo));
    await counter.world.school.pass(10 * minute);
    const bill = {
      payments: [{ name: '商品信息', amountFen: totalFen }],
      totalFen,
      times: { end: counter.compact(-5000) },
    };
    const { json } = await counter.call('POST', `${orders}/${orderNo}/complete`, bill);
    expect(json).toMatchObject({ state: 'awaiting-payment' });
  };
  /** By WeChat's own books. */
  const refundedAtWechat = async (orderNo: string): Promise<unknown> => {
    const { payscoreOrders } = await counter.world.school.control('GET', '/ledger');
    return itemsOf(payscoreOrders).find(({ outOrderNo }) => outOrderNo === orderNo)?.['refundedFen'];
  };

  it('INV-30 in parts, by the payment’s number, up to what was collected', async () => {
    await complete('F-1', 2000);
    await counter.refused(409, 'POST', `${orders}/F-1/refunds`, { amountFen: 1, reason });
    await counter.workFor(10);
    expect(await state('F-1')).toMatchObject({ state: 'done', paid: true });
    const asked = await refund('F-1', { refundNo: 'F-1-a', amountFen: 500 });
    expect([asked.status, asked.json]).toMatchObject([
      200,
      { refundNo: 'F-1-a', payscoreOrderNo: 'F-1', amountFen: 500, totalFen: 2000, state: 'requested' },
    ]);
    await counter.workFor(10);
    expect((await counter.get('/v1/refunds/F-1-a')).json).toMatchObject({ state: 'success' });
    expect(await refundedAtWechat('F-1')).toBe(500);
    const above = await counter.refused(409, 'POST', `${orders}/F-1/refunds`, { amountFen: 1501, reason });
    expect(above.json).toMatchObject({ code: 'refund-above-rest', detail: expect.stringContaining('1500 fen') });
    await refund('F-1', { amountFen: 1500 });
    await counter.workFor(10);
    expect(await refundedAtWechat('F-1')).toBe(2000);
  });

  it('INV-77, INV-80 paid at the counter while WeChat deducts: the sync waits, then what WeChat took goes back, once', async () => {
    await complete('F-2', 1990);
    await counter.world.school.pass(5 * second); // the deduction runs
    const synced = await counter.call('POST', `${orders}/F-2/sync`, { paidTime: counter.compact(-second) });
    expect([synced.status, synced.json]).toMatchObject([
      200,
      { call: { type: 'sync', notBefore: expect.any(String) } },
    ]);
    await counter.workFor(20);
    expect(await state('F-2')).toMatchObject({ state: 'done', paid: true, paidTwice: { amountFen: 1990 } });
    expect(await refundedAtWechat('F-2')).toBe(1990);
    const { json } = await counter.get('/v1/refunds?state=success');
    expect(itemsOf(json['items']).filter(({ payscoreOrderNo }) => payscoreOrderNo === 'F-2')).toHaveLength(1);
    const alarms = itemsOf((await counter.get('/v1/alarms')).json['items']);
    expect(alarms.filter(({ type }) => type === 'PayscorePaidTwice')).toHaveLength(1);
  });

  it('a user without money is waited for, as long as it takes; what is not collected is not refunded', async () => {
    await counter.act(`/users/${user}`, { script: { type: 'never' } });
    await complete('F-3', 100);
    await counter.workFor(30);
    expect(await state('F-3')).toMatchObject({ state: 'awaiting-payment', paid: false });
    await counter.refused(409, 'POST', `${orders}/F-3/refunds`, { amountFen: 1, reason });
  });
});
