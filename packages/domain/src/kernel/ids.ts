import * as E from 'fp-ts/lib/Either.js';

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export interface InvalidId {
  readonly type: 'InvalidId';
  /** Which id, in the words of our API. */
  readonly name: string;
  readonly rule: string;
}
const idOf =
  <T extends string>(name: string, pattern: RegExp, rule: string) =>
  (input: string): E.Either<InvalidId, T> =>
    pattern.test(input) ? E.right(input as T) : E.left({ type: 'InvalidId', name, rule });

/** 机构: issued by WeChat, starts with `O` (`k12-wire.md` §2). */
export type OrganizationId = Id<'OrganizationId'>;
export const OrganizationId = {
  of: idOf<OrganizationId>(
    'organizationId',
    /^O[0-9A-Za-z]{1,31}$/u,
    'starts with O, then letters and digits, at most 32 characters',
  ),
};
/** 商户刷脸用户ID: ours, longer than 5 characters, unique inside one organization (FAQ 1.17). */
export type OutUserId = Id<'OutUserId'>;
export const OutUserId = {
  of: idOf<OutUserId>('outUserId', /^[0-9A-Za-z_-]{6,32}$/u, '6 to 32 letters, digits, _ or -'),
};
/** 刷脸用户ID: WeChat's, known once the pupil is signed. */
export type UserId = Id<'UserId'>;
export const UserId = { of: idOf<UserId>('userId', /^[0-9A-Za-z_-]{1,32}$/u, '1 to 32 letters, digits, _ or -') };
export type ContractId = Id<'ContractId'>;
export const ContractId = {
  of: idOf<ContractId>('contractId', /^[0-9A-Za-z_-]{1,64}$/u, '1 to 64 letters, digits, _ or -'),
};
/** 子商户号: the merchant number that receives the money. */
export type SubMchid = Id<'SubMchid'>;
export const SubMchid = { of: idOf<SubMchid>('subMchid', /^[0-9]{6,32}$/u, '6 to 32 digits') };
export type DeviceId = Id<'DeviceId'>;
export const DeviceId = {
  of: idOf<DeviceId>('deviceId', /^[0-9A-Za-z_-]{1,32}$/u, '1 to 32 letters, digits, _ or -'),
};
/** `deviceId/keyEpoch/sequence`. */
export type VoucherId = Id<'VoucherId'>;
export const voucherId = (device: DeviceId, keyEpoch: number, sequence: number): VoucherId =>
  `${device}/${keyEpoch}/${sequence}` as VoucherId;
/** Of a sale without a terminal's voucher: its credential is all that names it. */
export const unsignedVoucherId = (credential: CredentialHash): VoucherId => `unsigned/${credential}` as VoucherId;
/** SHA-256 of the credential's text, 64 hex digits: the voucher's second identity (INV-4). */
export type CredentialHash = Id<'CredentialHash'>;
export const CredentialHash = { of: idOf<CredentialHash>('credentialHash', /^[0-9a-f]{64}$/u, '64 hex digits') };
export type DeductionId = Id<'DeductionId'>;
export const DeductionId = { of: idOf<DeductionId>('deductionId', /^d[0-9a-f]{24,31}$/u, 'd and 24 to 31 hex digits') };
/** 商户订单号: what WeChat knows one generation of a deduction by. */
export type DeductionNo = Id<'DeductionNo'>;
export const DeductionNo = {
  of: idOf<DeductionNo>('deductionNo', /^[0-9A-Za-z_|*-]{6,32}$/u, '6 to 32 characters of 0-9 A-Z a-z _ - | *'),
};
/** 商户退款单号: ours, or the caller's; WeChat knows a refund by it (`k12-wire.md` §5.20). */
export type RefundNo = Id<'RefundNo'>;
export const RefundNo = {
  of: idOf<RefundNo>('refundNo', /^[0-9A-Za-z_\-|*@]{1,64}$/u, '1 to 64 characters of 0-9 A-Z a-z _ - | * @'),
};
/** 商户服务订单号: given by the caller of our API, unique for the whole merchant (`payscore-wire.md` §3.1, INV-73). */
export type PayscoreOrderNo = Id<'PayscoreOrderNo'>;
export const PayscoreOrderNo = {
  of: idOf<PayscoreOrderNo>(
    'payscoreOrderNo',
    /^[0-9A-Za-z_\-|*]{1,32}$/u,
    '1 to 32 characters of 0-9 A-Z a-z _ - | *',
  ),
};
/** 授权协议号: names one authorisation of the Pay Score service, ours (`payscore-wire.md` §3.1). */
export type AuthorizationCode = Id<'AuthorizationCode'>;
export const AuthorizationCode = {
  of: idOf<AuthorizationCode>(
    'authorizationCode',
    /^[0-9A-Za-z_\-*]{1,32}$/u,
    '1 to 32 characters of 0-9 A-Z a-z _ - *',
  ),
};
/** 用户标识: a person under our appid. */
export type Openid = Id<'Openid'>;
export const Openid = { of: idOf<Openid>('openid', /^[0-9A-Za-z_-]{1,128}$/u, '1 to 128 letters, digits, _ or -') };
/** face_sid: names one recognition by an online face terminal (`facepay-device.md` §5). */
export type FaceSid = Id<'FaceSid'>;
export const FaceSid = {
  of: idOf<FaceSid>(
    'faceSid',
    /^[0-9A-Za-z][0-9A-Za-z_.+/=-]{0,127}$/u,
    '1 to 128 letters, digits and _ . + / = -, the first a letter or digit',
  ),
};
export type NoticeId = Id<'NoticeId'>;
export const NoticeId = { of: idOf<NoticeId>('noticeId', /^[\u0021-\u007e]{1,64}$/u, '1 to 64 printable characters') };

/** An alarm's: `a` and the position of its event, so that they sort as things happened. */
export type AlarmId = Id<'AlarmId'>;
export const AlarmId = { of: idOf<AlarmId>('alarmId', /^a[0-9]{12}$/u, 'a and 12 digits') };

/** One voucher is one deduction: its id is a pure function of the credential, so a repeated upload meets itself. */
export const deductionIdOf = (credential: CredentialHash): DeductionId => `d${credential.slice(0, 30)}` as DeductionId;
/** INV-6: a pure function of the voucher's identity and the generation, 32 characters at most. */
export const deductionNoOf = (deduction: DeductionId, generation: number): DeductionNo =>
  `F${deduction.slice(1, 29)}${String(generation).padStart(2, '0')}` as DeductionNo;
