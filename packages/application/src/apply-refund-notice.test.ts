import { type NoticeSubject, platform, ref, type RefundNo } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { openPaidSchool } from '../test/refunds.ts';
import { refunded, right, subMchid } from '../test/school.ts';

type Claim = Extract<NoticeSubject, { type: 'Refund' }>['claim'];
const openProcessing = async () => {
  const school = await openPaidSchool();
  right(await school.refund('R-1', 1000));
  school.world.onRefund = () => E.right({ type: 'RefundUnderWay', refundId: '503', state: 'PROCESSING' });
  await school.progressRefunds();
  const genuine: Claim = {
    refundFen: 1000,
    totalFen: 1000,
    subMchid,
    transactionId: school.paid.transactionId ?? '',
    refundStatus: 'SUCCESS',
  };
  return {
    ...school,
    told: async (claim: Partial<Claim> = {}, no = 'R-1') => {
      await school.notice('n-1', { type: 'Refund', no: no as RefundNo, claim: { ...genuine, ...claim } });
      await school.applyNotices();
      const kept = right(await school.store.reads.find(platform, ref('notice', 'n-1'))());
      const [refund] = await school.refunds();
      return { notice: kept, refund };
    },
  };
};

describe('a notice of a refund', () => {
  test('FAQ 5.2 points at it, and what a query says is believed', async () => {
    const school = await openProcessing();
    school.world.onRefundQuery = () => E.right(refunded(school.now()));
    const { notice, refund } = await school.told();
    expect([notice?.status, refund?.status]).toEqual(['processed', 'success']);
    expect(await school.deduction()).toMatchObject({ status: 'refunded' });
  });
  test('INV-46 says SUCCESS where the query does not: nothing is refunded by it', async () => {
    const school = await openProcessing();
    school.world.onRefundQuery = () => E.right({ type: 'RefundUnderWay', refundId: '503', state: 'PROCESSING' });
    const { notice, refund } = await school.told();
    expect([notice?.status, refund?.status]).toEqual(['processed', 'processing']);
  });
  test.each([
    ['another amount', { refundFen: 999 }, 'amount-differs'],
    ['another payment', { totalFen: 2000 }, 'amount-differs'],
    ['another transaction', { transactionId: '4200' }, 'amount-differs'],
    ['another merchant', { subMchid: '1900000999' }, 'foreign-merchant'],
  ] as const)('INV-46 of %s is set apart, and changes nothing', async (_, claim, reason) => {
    const school = await openProcessing();
    school.world.onRefundQuery = () => E.right(refunded(school.now()));
    const { notice, refund } = await school.told(claim);
    expect(notice).toMatchObject({ status: 'quarantined', reason });
    expect(refund?.status).toBe('processing');
  });
  test('INV-52 of a number nobody asked for makes no refund', async () => {
    const school = await openProcessing();
    const { notice } = await school.told({}, 'R-2');
    expect(notice).toMatchObject({ status: 'quarantined', reason: 'unknown-refund' });
    expect(await school.refunds()).toHaveLength(1);
  });
  test('WeChat cannot be asked: the notice waits', async () => {
    const school = await openProcessing();
    school.world.onRefundQuery = () => E.left({ type: 'WechatUnavailable', reason: 'down', trace: {} });
    const { notice, refund } = await school.told();
    expect([notice?.status, notice?.tries, refund?.status]).toEqual(['received', 1, 'processing']);
  });
});
