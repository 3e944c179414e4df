import { type DomainEvent, type Refund, toRfc3339 } from '@facepay/domain';
import { deductionId, organizationId, outUserId } from '../shape/kernel-shapes.ts';
import { list, oneOf, shownFen, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { EventView, eventView } from './event-view.ts';

export const refundState = oneOf('requested', 'unknown', 'processing', 'success', 'closed', 'abnormal', 'refused');

const members = {
  required: {
    refundNo: shownText,
    organizationId,
    state: refundState,
    amountFen: shownFen,
    /** What was paid. */
    totalFen: shownFen,
    reason: shownText,
    requestedBy: shownText,
    requestedAt: shownTime,
    attemptsTotal: shownNumber,
  },
  optional: {
    /** Of a deduction. */
    deductionId,
    outUserId,
    /** Of a service order of Pay Score. */
    payscoreOrderNo: shownText,
    /** Why it is unknown, or what WeChat said of its failure. */
    why: shownText,
    refundId: shownText,
    refundedAt: shownTime,
    nextAttemptAt: shownTime,
  },
};
export const RefundView = object(members.required, members.optional);
export type RefundView = ShapeOf<typeof RefundView>;
/** A refund with every event. */
export const RefundDetailView = object({ ...members.required, events: list(EventView) }, members.optional);

export const refundView = (refund: Refund): RefundView => {
  const { why, refundId, refundedAt, dueAt } = refund;
  return {
    refundNo: refund.no,
    organizationId: refund.organization,
    ...(refund.payscoreOrder === undefined
      ? { deductionId: refund.deduction, outUserId: refund.outUserId }
      : { payscoreOrderNo: refund.payscoreOrder }),
    state: refund.status,
    amountFen: refund.amount,
    totalFen: refund.total,
    reason: refund.reason,
    requestedBy: refund.by,
    requestedAt: toRfc3339(refund.requestedAt),
    attemptsTotal: refund.attempts,
    ...(why === undefined ? {} : { why }),
    ...(refundId === undefined ? {} : { refundId }),
    ...(refundedAt === undefined ? {} : { refundedAt: toRfc3339(refundedAt) }),
    ...(dueAt === undefined ? {} : { nextAttemptAt: toRfc3339(dueAt) }),
  };
};

type Told = Omit<DomainEvent, 'organization' | 'subject'>;
export const refundDetailView = (refund: Refund, events: readonly Told[]): ShapeOf<typeof RefundDetailView> => ({
  ...refundView(refund),
  events: events.map(eventView),
});
