export * from './arbitraries/alarm.ts';
export * from './arbitraries/deduction.ts';
export * from './arbitraries/device.ts';
export * from './arbitraries/domain-event.ts';
export * from './arbitraries/face-user.ts';
export * from './arbitraries/kernel.ts';
export * from './arbitraries/limits.ts';
export * from './arbitraries/notice.ts';
export * from './arbitraries/organization.ts';
export * from './arbitraries/payscore-order.ts';
export * from './arbitraries/payscore-permission.ts';
export * from './arbitraries/records.ts';
export * from './arbitraries/refund.ts';
export * from './arbitraries/task.ts';
export { dueWorkSuite } from './due-work-suite.ts';
export { eventLogSuite } from './event-log-suite.ts';
export { putRacers, reserveWork, signedPupil } from './race.ts';
export { readsSuite } from './reads-suite.ts';
export {
  deductionNumbered,
  eventNumbered,
  noon,
  noticeNumbered,
  payscoreNumbered,
  put,
  putDeduction,
  refundNumbered,
} from './storage-examples.ts';
export type { OpenStore, SharedStore, StoragePorts } from './storage-ports.ts';
export { storageSuite } from './storage-suite.ts';
export { faceDeviceSuite } from './face-device-suite.ts';
export type { FacePersonShown, FaceWorld, OpenFaceWorld } from './face-world.ts';
export { wechatFaceSuite } from './wechat-face-suite.ts';
export { notifierSuite, type NotifierWorld, type OpenNotifierWorld } from './notifier-suite.ts';
export { wechatDeductionsSuite } from './wechat-deductions-suite.ts';
export { wechatMemberChangesSuite } from './wechat-member-changes-suite.ts';
export { wechatMembersSuite } from './wechat-members-suite.ts';
export { wechatOrganizationsSuite } from './wechat-organizations-suite.ts';
export { wechatPayscorePermissionsSuite } from './wechat-payscore-permissions-suite.ts';
export { wechatPayscoreSuite } from './wechat-payscore-suite.ts';
export type { OpenPayscoreWorld, PayscoreConfirmation, PayscoreWorld } from './payscore-world.ts';
export { wechatReEnrolmentsSuite } from './wechat-re-enrolments-suite.ts';
export { wechatRefundsSuite } from './wechat-refunds-suite.ts';
export { wechatTerminalsSuite } from './wechat-terminals-suite.ts';
export {
  type Charging,
  type Disturbance,
  type OpenWechatWorld,
  pupil,
  type ShownMember,
  signUp,
  type WechatWorld,
} from './wechat-world.ts';
export { clockSuite, type ClockWorld, movableClockSuite, type MovableClockWorld } from './clock-suite.ts';
export { hasherSuite } from './hasher-suite.ts';
export { idSourceSuite } from './id-source-suite.ts';
export { loggerSuite, type LoggerWorld, type OpenLoggerWorld } from './logger-suite.ts';
export { type OpenTimerWorld, timerSuite, type TimerWorld } from './timer-suite.ts';
export {
  type OpenVoucherWorld,
  voucherProtocolSuite,
  type VoucherWorld,
  type WrittenSale,
} from './voucher-protocol-suite.ts';
export { noticeReaderSuite } from './notice-reader-suite.ts';
export type { NoticeDraft, NoticeSigner, NoticeWorld, OpenNoticeWorld, SealFault, SealKey } from './notice-world.ts';
