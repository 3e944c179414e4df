export {
  type CredentialReceipt,
  type CredentialRefused,
  type CredentialResult,
  type CredentialSale,
  deductFromCredential,
  deductFromCredentials,
} from './deduct-from-credential.ts';
export { acceptVouchers, type VoucherResult } from './accept-vouchers.ts';
export { acknowledgeAlarm, type AlarmUnknown } from './acknowledge-alarm.ts';
export { adoptOrganization, type AdoptOrganization, type AdoptOrganizationRejection } from './adopt-organization.ts';
export type { AnsweredBefore, KeyUsedOtherwise, Once } from './answer-once.ts';
export type { HandOffRefused, SignUpRefusal, ToldBefore } from './check-hand-off.ts';
export { askPayscoreOrder } from './ask-payscore.ts';
export { openPayscoreOrder } from './open-payscore-order.ts';
export type { PayscoreDependencies, PayscoreService } from './payscore-step.ts';
export { preAuthorisePayscore } from './pre-authorise-payscore.ts';
export { progressPayscoreOrder } from './progress-payscore-order.ts';
export { refundPayscoreOrder } from './refund-payscore-order.ts';
export { readPayscorePermission } from './read-payscore-permission.ts';
export { terminatePayscorePermission } from './terminate-payscore-permission.ts';
export { applyNotice, type NoticeFailure } from './apply-notice.ts';
export type { MemberBarred } from './bar-of.ts';
export { disableMember, enableMember } from './block-member.ts';
export { decideHeldDeduction, type HeldDecision, type RetryNotNow } from './decide-held-deduction.ts';
export type { LeaseLost } from './deduction-books.ts';
export { type DeviceEnrolledDifferently, type EnrolDevice, enrolDevice } from './enrol-device.ts';
export { eraseMember } from './erase-member.ts';
export { explainMember, type MemberStanding, outlineMember } from './explain-member.ts';
export { findMember, type MemberNotFound } from './find-member.ts';
export { type FaceVisit, identifyByFace, type IdentifyByFaceDependencies } from './identify-by-face.ts';
export { importRoster, type Imported } from './import-roster.ts';
export { issueAuthinfo } from './issue-authinfo.ts';
export { issueFaceAuthinfo } from './issue-face-authinfo.ts';
export { issueRepaymentLink } from './issue-repayment-link.ts';
export { issueToken, type SignUpFailure, type SignUpToken } from './issue-token.ts';
export { listReEnrolments, type ReEnrolmentOf } from './list-re-enrolments.ts';
export type { MemberAddress } from './member-command.ts';
export type { NoticeDependencies } from './notice-dependencies.ts';
export { type FaceSidUnknown, readFaceUnionId } from './read-face-union-id.ts';
export { type OpenedByFace, openOrderByFace } from './open-order-by-face.ts';
export { type PayerOfMember, readPayer } from './read-payer.ts';
export type { FaceNotConfigured } from './require-face.ts';
export type { SameNameUnderPayer } from './same-name.ts';
export { presignMember, type PresignTerms } from './presign-member.ts';
export { progressDeduction, type ProgressDependencies, type ProgressFailure } from './progress-deduction.ts';
export { putMember } from './put-member.ts';
export { readDay } from './read-day.ts';
export { progressTask } from './progress-task.ts';
export { progressRefund, type RefundDependencies } from './progress-refund.ts';
export { readDenyList } from './read-deny-list.ts';
export { recordHeartbeat } from './record-heartbeat.ts';
export { relayEvents } from './relay-events.ts';
export { type RefundRequest, requestRefund } from './request-refund.ts';
export { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';
export { type DeviceUnknown, revokeDevice } from './revoke-device.ts';
export type { SendDependencies } from './send-deduction.ts';
export { setDebtPolicy } from './set-debt-policy.ts';
export { setCalendar } from './set-calendar.ts';
export { type OrganizationLimits, setMemberLimits, setOrganizationLimits } from './set-limits.ts';
export type { DeviceNotActive, Stored, StoredAs } from './store-voucher.ts';
export { syncMember } from './sync-member.ts';
export { type TakenIn, takeInNotice } from './take-in-notice.ts';
export { terminateContract } from './terminate-contract.ts';
