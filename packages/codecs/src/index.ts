/** io-ts codecs of the kernel's types, for every edge of ours; wire words live elsewhere. */
export { BeijingDay } from './beijing-day.ts';
export { type DecodeFailure, decodeFailures } from './decode-failure.ts';
export { Fen } from './fen.ts';
export {
  AlarmId,
  AuthorizationCode,
  ContractId,
  CredentialHash,
  DeductionId,
  DeductionNo,
  DeviceId,
  FaceSid,
  NoticeId,
  Openid,
  OrganizationId,
  OutUserId,
  PayscoreOrderNo,
  RefundNo,
  SubMchid,
  UserId,
  VoucherId,
} from './ids.ts';
export { Instant, Rfc3339 } from './instant.ts';
export { refined } from './refined.ts';
