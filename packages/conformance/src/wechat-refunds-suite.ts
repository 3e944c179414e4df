import { minute, RefundNo, type RefundRef } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effective, misleading } from './wechat-disturbances.ts';
import { fen, mealOf, must, type OpenWechatWorld, signUp, type WechatWorld } from './wechat-world.ts';

interface Wanted {
  readonly ref: RefundRef;
  readonly body: string;
}
const wanted = (world: WechatWorld, paid: Omit<RefundRef, 'no' | 'amount'>, no: string, amount: number): Wanted => {
  const ref: RefundRef = { ...paid, no: must(RefundNo.of(no)), amount: fen(amount) };
  return { ref, body: world.refunds.prepare({ ...ref, reason: '多收' }) };
};
const send = ({ refunds }: WechatWorld, { ref, body }: Wanted) => refunds.send(ref, body)();
const query = ({ refunds }: WechatWorld, { ref }: Wanted) => refunds.query(ref)();

/** What `WechatRefunds` promises, of every adapter. */
export const wechatRefundsSuite = (name: string, open: OpenWechatWorld): void => {
  const openPaid = async () => {
    const world = await open();
    const payer = await signUp(world);
    const meal = await mealOf(world, payer);
    const settled = must(await world.deductions.send(meal.at, meal.body)());
    if (settled.type !== 'Settled') throw new Error(`not paid: ${settled.type}`);
    const { subMchid, amount: total } = meal.at;
    return { world, payer, paid: { subMchid, transactionId: settled.transactionId, total } };
  };
  describe(`refunds at WeChat: ${name}`, () => {
    test('FAQ 5.2 a part is refunded; the query says the same, and so does the same request again', async () => {
      const { world, paid } = await openPaid();
      const part = wanted(world, paid, 'R-1', 500);
      expect(await query(world, part)).toEqual(E.right({ type: 'RefundNotFound' }));
      await world.refundNext('at-once');
      const refunded = await send(world, part);
      expect(refunded).toEqual(E.right({ type: 'Refunded', refundId: expect.any(String), refundedAt: world.now() }));
      expect(await query(world, part)).toEqual(refunded);
      expect(await send(world, part)).toEqual(refunded);
      expect(await world.refundedFen()).toBe(500);
    });
    test('INV-30 WeChat itself refunds no fen above what was paid', async () => {
      const { world, paid } = await openPaid();
      expect(await send(world, wanted(world, paid, 'R-1', 700))).toMatchObject(E.right({ type: 'RefundUnderWay' }));
      await world.pass(minute);
      const above = wanted(world, paid, 'R-2', 501);
      expect(await send(world, above)).toMatchObject(E.right({ type: 'RefundRefused' }));
      expect(await query(world, above)).toEqual(E.right({ type: 'RefundNotFound' }));
      expect(await send(world, wanted(world, paid, 'R-3', 500))).toMatchObject(E.right({ type: 'RefundUnderWay' }));
      await world.pass(10 * minute);
      expect(await world.refundedFen()).toBe(1200);
    });
    test('BAD-65 the same number for another amount is refused', async () => {
      const { world, paid } = await openPaid();
      await world.refundNext('at-once');
      await send(world, wanted(world, paid, 'R-1', 500));
      expect(await send(world, wanted(world, paid, 'R-1', 600))).toMatchObject(E.right({ type: 'RefundRefused' }));
      expect(await world.refundedFen()).toBe(500);
    });
    test('what WeChat takes in and pays later is under way until then', async () => {
      const { world, paid } = await openPaid();
      const part = wanted(world, paid, 'R-1', 500);
      expect(await send(world, part)).toMatchObject(E.right({ type: 'RefundUnderWay', state: 'PROCESSING' }));
      expect(await query(world, part)).toMatchObject(E.right({ type: 'RefundUnderWay' }));
      await world.pass(10 * minute);
      expect(await query(world, part)).toMatchObject(E.right({ type: 'Refunded' }));
    });
    test.each([
      ['abnormal', 'RefundAbnormal'],
      ['closed', 'RefundClosed'],
    ] as const)('INV-30 what ends %s says so, and may be tried again with the same number', async (how, type) => {
      const { world, paid } = await openPaid();
      await world.refundNext(how);
      const part = wanted(world, paid, 'R-1', 500);
      await send(world, part);
      await world.pass(10 * minute);
      expect(await query(world, part)).toMatchObject(E.right({ type }));
      expect(await world.refundedFen()).toBe(0);
      await world.refundNext('at-once');
      expect(await send(world, part)).toMatchObject(E.right({ type: 'Refunded' }));
      expect(await world.refundedFen()).toBe(500);
    });
    test.each(misleading)('INV-9 after %s the outcome is unknown, and the query tells', async (disturbance) => {
      const { world, paid } = await openPaid();
      const part = wanted(world, paid, 'R-1', 500);
      await world.disturbRefund(disturbance);
      expect(await send(world, part)).toMatchObject(E.left({ type: 'WechatUnknown' }));
      await world.pass(61_000);
      const taken = effective.has(disturbance);
      expect(await query(world, part)).toMatchObject(E.right({ type: taken ? 'RefundUnderWay' : 'RefundNotFound' }));
      await world.disturbRefund(disturbance);
      expect(await query(world, part)).toMatchObject(E.left({ type: 'WechatUnknown' }));
      await world.pass(61_000);
      await send(world, part);
      await world.pass(10 * minute);
      expect(await query(world, part)).toMatchObject(E.right({ type: 'Refunded' }));
      expect(await world.refundedFen()).toBe(500);
    });
    test('INV-6 the bytes of a request depend on nothing but the request', async () => {
      const { world, paid } = await openPaid();
      const { refunds: again } = await open();
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), (reason) => {
          const request = { ...wanted(world, paid, 'R-1', 500).ref, reason };
          const first = world.refunds.prepare(request);
          expect(world.refunds.prepare({ ...request })).toBe(first);
          expect(again.prepare(request)).toBe(first);
          expect(JSON.parse(first)).toMatchObject({ out_refund_no: 'R-1' });
        }),
      );
    });
  });
};
