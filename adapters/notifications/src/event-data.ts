import { payscoreData, permissionData } from './payscore-data.ts';
import { personNoticeData } from './person-notice-data.ts';
import {
  type ContractTerms,
  type LogFields,
  type NumberedEvent,
  type RefundTerms,
  type Sale,
  toRfc3339,
} from '@facepay/domain';

type Body = NumberedEvent['body'];

/** What each event tells beside its name. Member by member, so that nothing personal can slip in with a new one (INV-88). */
export const eventData = (body: Body): LogFields => {
  switch (body.type) {
    case 'DeductionReceived':
      return saleData(body.sale);
    case 'DeductionHeld': // WeChat's words stay inside
      return { reason: body.reason };
    case 'DeductionReserved':
      return { day: body.day };
    case 'AttemptBegun':
      return { no: body.no, at: toRfc3339(body.at) };
    case 'DeductionUnderWay':
    case 'QueryRepeated':
    case 'LateQueriesEnded':
      return { at: toRfc3339(body.at) };
    case 'OutcomeUnknown':
      return { reason: body.reason, at: toRfc3339(body.at) };
    case 'DeductionFailed':
      return { cause: body.cause, code: body.code };
    case 'OrderNotFound':
      return { no: body.no };
    case 'GenerationClosed':
      return { no: body.no, at: toRfc3339(body.at) };
    case 'GenerationOpened':
      return { generation: body.generation, no: body.no };
    case 'DeductionPaid':
    case 'DeductionAdvanced':
      return { paidAt: toRfc3339(body.paidAt), transactionId: body.transactionId };
    case 'AdvanceRepaymentSeen':
      return { repaymentId: body.repaymentId };
    case 'UserRead':
      return { userId: body.userId, faceImage: body.faceImage, usage: body.usage, at: toRfc3339(body.at) };
    case 'AdvanceOpened':
    case 'AdvanceRepaid':
      return { deductionId: body.deduction };
    case 'ContractSigned':
    case 'ContractDowngraded':
      return termsData(body.terms);
    case 'ContractTerminationRequested':
    case 'ContractTerminationRefused':
      return { contractId: body.contractId, at: toRfc3339(body.at) };
    case 'ContractTerminated':
      return { ...termsData(body.terms), terminatedAt: toRfc3339(body.at) };
    case 'AnswerMismatched':
      return { details: body.details };
    case 'DeviceQuarantined':
    case 'NoticeQuarantined':
      return { reason: body.reason };
    case 'VoucherGapOpened':
      return { from: body.from, to: body.to };
    case 'VoucherConflict':
      return { voucher: body.voucher };
    case 'MemberPut': // name, phone and class are nobody's business out there
      return { outUserId: body.outUserId };
    case 'MemberDenied':
    case 'MemberAllowed':
      return { listVersion: body.listVersion };
    case 'DebtWarned':
      return { openAdvances: body.openAdvances };
    case 'DebtPolicySet':
      return {
        action: body.policy.type,
        ...(body.policy.type === 'block' ? { blockAt: body.policy.atOpenAdvances } : {}),
      };
    case 'OrganizationLimitsSet':
    case 'MemberLimitsSet':
      return { singleLimitFen: body.limits.single, dayLimitFen: body.limits.day };
    case 'MemberBlocked':
    case 'MemberErased':
    case 'MemberUnblocked':
    case 'ProfilePushed':
      return {};
    case 'DeductionRefunded':
    case 'RefundRetried':
    case 'RefundAttemptBegun':
    case 'RefundUnsettled':
    case 'RefundNotFound':
      return { at: toRfc3339(body.at) };
    case 'RefundRequested': // the reason is a person's free text
      return refundData(body.terms);
    case 'RefundProcessing':
      return { refundId: body.refundId, at: toRfc3339(body.at) };
    case 'RefundSucceeded':
      return { refundId: body.refundId, refundedAt: toRfc3339(body.refundedAt) };
    case 'RefundFailed': // WeChat's words stay inside
      return { status: body.status, at: toRfc3339(body.at) };
    case 'PersonNotified':
      return personNoticeData(body);
    case 'PayscoreOrderRequested':
    case 'PayscoreAsked':
    case 'PayscoreAttemptBegun':
    case 'PayscoreUnsettled':
    case 'PayscoreDoubted':
    case 'PayscorePostponed':
    case 'PayscoreNotTaken':
    case 'PayscoreTaken':
    case 'PayscoreRefused':
    case 'PayscoreMoved':
    case 'PayscoreUnchanged':
    case 'PayscorePackageGiven':
    case 'PayscorePaidTwice':
      return payscoreData(body);
    case 'PermissionRequested':
    case 'PermissionTokenGiven':
    case 'PermissionRead':
    case 'PermissionOpened':
    case 'PermissionClosed':
      return permissionData(body);
    case 'DeductionGivenUp': // the reason is a person's free text
    case 'DeductionReleased':
    case 'OrganizationAdopted':
    case 'OrganizationCalendarSet':
    case 'DeviceEnrolled':
      return {};
  }
};

const saleData = (sale: Sale): LogFields => ({
  deductionId: sale.id,
  subMchid: sale.subMchid,
  deviceId: sale.device,
  voucher: sale.voucher,
  outUserId: sale.outUserId,
  userId: sale.userId,
  amountFen: sale.amount,
  saleAt: toRfc3339(sale.saleAt),
  receivedAt: toRfc3339(sale.receivedAt),
});

const refundData = ({ no, amount, total, requestedAt, ...whose }: RefundTerms): LogFields => ({
  refundNo: no,
  ...(whose.payscoreOrder === undefined
    ? { deductionId: whose.deduction, outUserId: whose.outUserId }
    : { payscoreOrderNo: whose.payscoreOrder }),
  amountFen: amount,
  totalFen: total,
  requestedAt: toRfc3339(requestedAt),
});

const termsData = ({ contractId, mode, cardFrom, signedAt }: ContractTerms): LogFields => ({
  contractId,
  mode,
  cardFrom,
  signedAt: toRfc3339(signedAt),
});
