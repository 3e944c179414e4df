export type { Clock } from './clock.ts';
export {
  type AlarmType,
  alarmTypeOf,
  type DomainEvent,
  eventsOf,
  isAlarm,
  type NumberedEvent,
  type OtherEvent,
} from './domain-event.ts';
export type { Claimed, DueWork, Queue } from './due-work.ts';
export type { EventLog } from './event-log.ts';
export type { Hasher } from './hasher.ts';
export type { IdSource } from './id-source.ts';
export type { LogFields, Logger } from './logger.ts';
export type { Notifier, NotifyFailure } from './notifier.ts';
export type { NoticeReader, NoticeRefusal, NoticeRequest, ReadNotice } from './notice-reader.ts';
export type { ListedKind, ListFilter, Page, Reads } from './reads.ts';
export type {
  Attempt,
  AuthinfoGrant,
  CredentialUse,
  Cursor,
  DeductionNumber,
  Evidence,
  KeptAnswer,
  StoredVoucher,
} from './records.ts';
export {
  type Change,
  type Kind,
  type Loaded,
  platform,
  type Records,
  type Ref,
  ref,
  scopeOf,
  type Storage,
  type StoreFailure,
  type Wanted,
  type Work,
  type Write,
  write,
} from './storage.ts';
export type {
  AcknowledgedVoucher,
  KeptSale,
  ReadVoucher,
  UnsignedSale,
  VoucherClaims,
  VoucherProtocol,
} from './voucher-protocol.ts';
export type { Timer } from './timer.ts';
export type {
  DeductionRef,
  DeductionRequest,
  WechatDeductions,
  WechatFailure,
  WechatMembers,
  WechatOrganizations,
  WechatTerminals,
  Heard,
  WechatCallShown,
  WechatTrace,
} from './wechat.ts';
export type { PayscoreRef, WechatPayscore, WechatPayscorePermissions } from './wechat-payscore.ts';
export type { FaceDevice, FaceDeviceFailure, FaceIdentification, PayscoreStatusRequest } from './face-device.ts';
export type { FaceAuthinfoRequest, WechatFace } from './wechat-face.ts';
export type { RefundRef, WechatRefunds } from './wechat-refunds.ts';
export type { ReEnrolment, ReEnrolmentState, WechatReEnrolments } from './wechat-re-enrolments.ts';
export type { IdentityDocument, MemberChange, PresignRequest, WechatMemberChanges } from './wechat-member-changes.ts';
