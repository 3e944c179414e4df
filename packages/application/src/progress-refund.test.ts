import { hour, minute, type RefundAnswer, second } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { openPaidSchool } from '../test/refunds.ts';
import { lost, refunded, right } from '../test/school.ts';

const only = <A>(items: readonly A[]): A => {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`${items.length} where one was expected`);
  return item;
};
const underWay: RefundAnswer = { type: 'RefundUnderWay', refundId: '503', state: 'PROCESSING' };

describe('a refund is carried out', () => {
  test('FAQ 5.2 in whole: the deduction is refunded, and the day is not given back (INV-30)', async () => {
    const school = await openPaidSchool();
    const before = await school.spending();
    right(await school.refund('R-1', 1000));
    await school.progressRefunds();
    expect(only(await school.refunds())).toMatchObject({ status: 'success', attempts: 1, refundedAt: school.now() });
    expect(await school.deduction()).toMatchObject({ status: 'refunded' });
    expect(await school.spending()).toEqual(before);
    expect(before?.settled).toMatchObject([{ amount: 1000 }]);
  });
  test('in parts: paid until the last part is back', async () => {
    const school = await openPaidSchool();
    right(await school.refund('R-1', 400));
    await school.progressRefunds();
    expect(await school.deduction()).toMatchObject({ status: 'paid' });
    right(await school.refund('R-2', 600));
    school.pass(minute);
    await school.progressRefunds();
    expect(await school.deduction()).toMatchObject({ status: 'refunded' });
  });
  test('INV-9, INV-12 an answer that is lost: asked, and the same bytes again only once they cannot be on their way', async () => {
    const school = await openPaidSchool();
    right(await school.refund('R-1', 1000));
    school.world.onRefund = () => E.left(lost);
    await school.progressRefunds();
    expect(only(await school.refunds())).toMatchObject({ status: 'unknown', attempts: 1, why: 'timeout' });
    school.pass(10 * second);
    await school.progressRefunds();
    expect(only(await school.refunds())).toMatchObject({ status: 'unknown', why: 'not-found', attempts: 1 });
    school.world.onRefund = () => E.right(refunded(school.now()));
    for (let n = 0; n < 6; n += 1) {
      school.pass(minute);
      await school.progressRefunds();
    }
    expect(only(await school.refunds())).toMatchObject({ status: 'success', attempts: 2 });
    expect(new Set(school.refundsSent.map(({ body }) => body)).size).toBe(1);
  });
  test('INV-9 a crash between the request and our record: the next holder asks, and no second request leaves', async () => {
    const school = await openPaidSchool();
    right(await school.refund('R-1', 1000));
    const crash = new Error('the process is gone');
    school.world.onRefund = () => {
      throw crash;
    };
    await expect(school.progressRefunds()).rejects.toThrow(crash);
    expect(only(await school.refunds())).toMatchObject({ status: 'unknown', attempts: 1 });
    expect(await school.progressRefunds()).toEqual([]); // its lease still runs
    school.world.onRefundQuery = () => E.right(refunded(school.now()));
    school.pass(31 * second);
    await school.progressRefunds();
    expect(only(await school.refunds())).toMatchObject({ status: 'success', attempts: 1 });
    expect(school.refundsSent).toHaveLength(1);
  });
  test('what WeChat has taken in is asked about until it ends', async () => {
    const school = await openPaidSchool();
    right(await school.refund('R-1', 1000));
    school.world.onRefund = () => E.right(underWay);
    await school.progressRefunds();
    expect(only(await school.refunds())).toMatchObject({ status: 'processing', dueAt: school.now() + minute });
    school.world.onRefundQuery = () => E.right(underWay);
    school.pass(minute);
    await school.progressRefunds();
    school.world.onRefundQuery = () => E.right(refunded(school.now()));
    school.pass(hour);
    await school.progressRefunds();
    expect(only(await school.refunds())).toMatchObject({ status: 'success', attempts: 1 });
  });
  test.each([
    ['closed', { type: 'RefundClosed', refundId: '503' }, 1000],
    ['abnormal', { type: 'RefundAbnormal', refundId: '503' }, 0],
    ['refused', { type: 'RefundRefused', code: 'NOT_ENOUGH', words: '余额不足' }, 1000],
  ] as const)('INV-30 %s: a failed one is tried again with its number and its bytes', async (status, answer, rest) => {
    const school = await openPaidSchool();
    right(await school.refund('R-1', 1000));
    school.world.onRefund = () => E.right(answer);
    await school.progressRefunds();
    expect(only(await school.refunds())).toMatchObject({ status });
    expect(await school.deduction()).toMatchObject({ status: 'paid' });
    // An abnormal one is still in WeChat's hands, so it keeps its part of the sum.
    expect(await school.refund('R-9', 1001)).toEqual(E.left({ type: 'RefundAboveRest', rest }));
    school.world.onRefund = () => E.right(refunded(school.now()));
    expect(right(await school.refund('R-1', 1000))).toMatchObject({ status: 'requested' });
    await school.progressRefunds();
    expect(only(await school.refunds())).toMatchObject({ status: 'success', attempts: 2 });
    expect(school.refundsSent[1]).toEqual(school.refundsSent[0]);
    expect(await school.deduction()).toMatchObject({ status: 'refunded' });
  });
  test('an open advance: all of it refunded ends the debt, a part does not (k12-wire.md §5.20, assumed)', async () => {
    const school = await openPaidSchool(({ world, now }) => {
      world.onSend = ({ no, amount }) =>
        E.right({ type: 'Settled', no, amount, paidAt: now(), transactionId: '42', debt: 'open' });
    });
    expect((await school.member())?.debts).toEqual([school.paid.id]);
    right(await school.refund('R-1', 400));
    await school.progressRefunds();
    expect((await school.member())?.debts).toEqual([school.paid.id]);
    right(await school.refund('R-2', 600));
    school.pass(minute);
    await school.progressRefunds();
    expect(await school.deduction()).toMatchObject({ status: 'refunded' });
    expect((await school.member())?.debts).toEqual([]);
  });
  test('where a refund is set not to end a debt, the deduction stays advanced and is asked about', async () => {
    const school = await openPaidSchool((opened) => {
      opened.deps.refundPolicy = { ...opened.deps.refundPolicy, fullRefundClearsDebt: false };
      opened.world.onSend = ({ no, amount }) =>
        E.right({ type: 'Settled', no, amount, paidAt: opened.now(), transactionId: '42', debt: 'open' });
    });
    right(await school.refund('R-1', 1000));
    await school.progressRefunds();
    expect(only(await school.refunds())).toMatchObject({ status: 'success' });
    expect(await school.deduction()).toMatchObject({ status: 'advanced', dueAt: expect.any(Number) });
    expect((await school.member())?.debts).toEqual([school.paid.id]);
  });
  test('INV-99 a WeChat that never takes it in: refused after so many requests, and the rest is free', async () => {
    const school = await openPaidSchool();
    right(await school.refund('R-1', 1000));
    school.world.onRefund = () => E.left(lost);
    for (let n = 0; n < 200; n += 1) {
      school.pass(10 * minute);
      await school.progressRefunds();
    }
    expect(only(await school.refunds())).toMatchObject({ status: 'refused', attempts: 20 });
    expect(right(await school.refund('R-2', 1000))).toMatchObject({ status: 'requested' });
  });
});
