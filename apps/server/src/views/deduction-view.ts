import { type Deduction, type Instant, reasonsOfDeduction, toRfc3339 } from '@facepay/domain';
import { deductionId, deviceId, organizationId, outUserId } from '../shape/kernel-shapes.ts';
import { oneOf, shownFen, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { reasonList, reasonViews } from './reason-view.ts';

/** `product.md` §4. */
export const deductionState = oneOf(
  'received',
  'held',
  'reserved',
  'in-flight',
  'unknown',
  'failed',
  'paid',
  'advanced',
  'repaid',
  'refunded',
  'dead',
);

export const deductionMembers = {
  required: {
    deductionId,
    organizationId,
    state: deductionState,
    amountFen: shownFen,
    outUserId,
    deviceId,
    voucherId: shownText,
    subMchid: shownText,
    /** Which number of ours is with WeChat now, and how many there were before it. */
    deductionNo: shownText,
    generation: shownNumber,
    attemptsTotal: shownNumber,
    saleAt: shownTime,
    receivedAt: shownTime,
  },
  optional: {
    reason: shownText,
    /** Why it is not charged, in the words of `canPay`; absent while it is on its way or once it is charged. */
    reasons: reasonList,
    nextAttemptAt: shownTime,
    lastAttemptAt: shownTime,
    unknownSince: shownTime,
    paidAt: shownTime,
    transactionId: shownText,
    repaymentId: shownText,
  },
};
export const DeductionView = object(deductionMembers.required, deductionMembers.optional);
export type DeductionView = ShapeOf<typeof DeductionView>;

export const deductionView = (deduction: Deduction): DeductionView => {
  const { reason, transactionId, repaymentId } = deduction;
  const reasons = reasonsOfDeduction(deduction);
  return {
    deductionId: deduction.id,
    organizationId: deduction.organization,
    state: deduction.status,
    amountFen: deduction.amount,
    outUserId: deduction.outUserId,
    deviceId: deduction.device,
    voucherId: deduction.voucher,
    subMchid: deduction.subMchid,
    deductionNo: deduction.no,
    generation: deduction.generation,
    attemptsTotal: deduction.attempts.total,
    saleAt: toRfc3339(deduction.saleAt),
    receivedAt: toRfc3339(deduction.receivedAt),
    ...(reason === undefined ? {} : { reason }),
    ...(reasons.length === 0 ? {} : { reasons: reasonViews(reasons) }),
    ...timeAs('nextAttemptAt', deduction.dueAt),
    ...timeAs('lastAttemptAt', deduction.lastAttemptAt),
    ...timeAs('unknownSince', deduction.unknownSince),
    ...timeAs('paidAt', deduction.paidAt),
    ...(transactionId === undefined ? {} : { transactionId }),
    ...(repaymentId === undefined ? {} : { repaymentId }),
  };
};

const timeAs = <N extends string>(name: N, at: Instant | undefined): { readonly [K in N]?: string } =>
  at === undefined ? {} : ({ [name]: toRfc3339(at) } as { readonly [K in N]: string });
