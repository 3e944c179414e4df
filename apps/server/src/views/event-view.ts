import { type DomainEvent, toRfc3339 } from '@facepay/domain';
import { shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

/** One thing that happened, with what is worth telling of it. */
export const EventView = object(
  { key: shownText, type: shownText, at: shownTime },
  {
    reason: shownText,
    deductionNo: shownText,
    generation: shownNumber,
    day: shownText,
    paidAt: shownTime,
    transactionId: shownText,
    repaymentId: shownText,
    wechatCode: shownText,
    details: shownText,
  },
);
export type EventView = ShapeOf<typeof EventView>;

export const eventView = (event: Omit<DomainEvent, 'organization' | 'subject'>): EventView => ({
  key: event.key,
  type: event.body.type,
  at: toRfc3339(event.at),
  ...detailsOf(event.body),
});

const detailsOf = (body: DomainEvent['body']): Omit<EventView, 'key' | 'type' | 'at'> => {
  switch (body.type) {
    case 'DeductionHeld':
      return { reason: body.reason, ...(body.words === undefined ? {} : { details: body.words }) };
    case 'DeductionReserved':
      return { day: body.day };
    case 'AttemptBegun':
    case 'OrderNotFound':
    case 'GenerationClosed':
      return { deductionNo: body.no };
    case 'GenerationOpened':
      return { deductionNo: body.no, generation: body.generation };
    case 'OutcomeUnknown':
    case 'DeductionGivenUp':
    case 'DeductionReleased':
      return { reason: body.reason };
    case 'DeductionFailed':
      return { reason: body.cause, wechatCode: body.code };
    case 'DeductionPaid':
    case 'DeductionAdvanced':
      return { paidAt: toRfc3339(body.paidAt), transactionId: body.transactionId };
    case 'AdvanceRepaymentSeen':
      return body.repaymentId === undefined ? {} : { repaymentId: body.repaymentId };
    case 'AnswerMismatched':
      return { details: body.details };
    case 'DeductionReceived':
    case 'DeductionUnderWay':
    case 'LateQueriesEnded':
    case 'DeductionRefunded':
      return {};
    case 'QueryRepeated':
      return body.reason === undefined ? {} : { reason: body.reason };
    case 'RefundSucceeded':
    case 'RefundProcessing':
      return { details: body.refundId };
    case 'RefundUnsettled':
      return body.reason === undefined ? {} : { reason: body.reason };
    case 'RefundFailed':
      return { reason: body.status, details: body.why };
    case 'RefundRequested':
    case 'RefundRetried':
    case 'RefundAttemptBegun':
    case 'RefundNotFound':
      return {};
    case 'PayscoreAttemptBegun':
    case 'PayscoreNotTaken':
    case 'PayscoreTaken':
    case 'PayscorePostponed':
      return { details: body.of };
    case 'PayscoreAsked':
      return { details: body.wish.type };
    case 'PayscoreDoubted':
    case 'PayscoreRefused':
      return { details: `${body.of}: ${body.words}`, wechatCode: body.code };
    case 'PayscoreUnsettled':
      return { reason: body.reason };
    case 'PayscoreMoved':
      return { details: body.to };
    case 'PayscorePaidTwice':
      return { transactionId: body.transactionId };
    case 'PayscoreOrderRequested':
    case 'PayscoreUnchanged':
    case 'PayscorePackageGiven':
    case 'PermissionRequested':
    case 'PermissionTokenGiven':
    case 'PermissionRead':
    case 'PermissionOpened':
    case 'PermissionClosed':
      return {};
    case 'MemberBlocked':
    case 'MemberErased':
    case 'MemberUnblocked':
    case 'ProfilePushed':
    case 'MemberLimitsSet':
    case 'MemberDenied':
    case 'MemberAllowed':
    case 'AdvanceOpened': // of other subjects, which have no page of their events yet
    case 'AdvanceRepaid':
    case 'DebtPolicySet':
    case 'DebtWarned':
    case 'ContractDowngraded':
    case 'ContractSigned':
    case 'ContractTerminated':
    case 'ContractTerminationRequested':
    case 'ContractTerminationRefused':
    case 'DeviceEnrolled':
    case 'DeviceQuarantined':
    case 'MemberPut':
    case 'NoticeQuarantined':
    case 'PersonNotified':
    case 'OrganizationAdopted':
    case 'OrganizationCalendarSet':
    case 'OrganizationLimitsSet':
    case 'UserRead':
    case 'VoucherConflict':
    case 'VoucherGapOpened':
      return {};
  }
};
