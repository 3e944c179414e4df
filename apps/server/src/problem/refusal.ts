import type {
  AdoptOrganizationRejection,
  AlarmUnknown,
  CredentialRefused,
  DeviceEnrolledDifferently,
  DeviceNotActive,
  DeviceUnknown,
  FaceNotConfigured,
  FaceSidUnknown,
  KeyUsedOtherwise,
  MemberBarred,
  MemberNotFound,
  OrganizationNotAdopted,
  SignUpRefusal,
  RetryNotNow,
} from '@facepay/application';
import type { DecodeFailure } from '@facepay/codecs';
import type { TerminalRefusal } from '@facepay/device-protocol';
import type {
  CalendarWrong,
  DeductionRejection,
  FaceUserRejection,
  NoticeRefusal,
  PayscoreOrderRejection,
  PermissionRejection,
  RefundRejection,
  StoreFailure,
  WechatFailure,
} from '@facepay/domain';
import type { MediaRefused } from '../edge/media.ts';
import type { JsonRefused } from '@facepay/safe-json';

/** What the edge itself says no to, before any use case hears of it. */
type EdgeRefusal =
  | JsonRefused
  | MediaRefused
  /** Also another tenant's: the same answer, whatever is missing (BAD-79). */
  | { readonly type: 'NotFound' }
  | { readonly type: 'MethodNotAllowed'; readonly allow: readonly string[] }
  | { readonly type: 'TargetUnreadable' | 'CursorForged' | 'BodyTooLarge' | 'HeadersTooLarge' | 'BatchTooLarge' }
  /** Of a roster: its bytes are no UTF-8, or it has more lines than one import takes. */
  | { readonly type: 'RosterNotUtf8' | 'RosterTooLong' }
  | { readonly type: 'ShapeWrong'; readonly fields: readonly DecodeFailure[] }
  | { readonly type: 'TokenMissing' | 'TokenWrong' | 'RoleLacking' }
  /** A token of one organization, where things are the whole merchant's. */
  | { readonly type: 'TokenBound' }
  /** This installation has no service of it. */
  | { readonly type: 'PayscoreNotConfigured' }
  /** Of a request that can move money (BAD-81). */
  | { readonly type: 'KeyMissing' | 'KeyMalformed' }
  /** The signature is another device's than the path names. */
  | { readonly type: 'DeviceMismatch' }
  /** A fault of ours; its cause is in the log under the request id. */
  | { readonly type: 'InternalError' };

/** Everything a route can answer "no" with. `problem-table.ts` has a line for each. */
export type Refusal =
  | EdgeRefusal
  | AdoptOrganizationRejection
  | AlarmUnknown
  | FaceNotConfigured
  | FaceSidUnknown
  | CredentialRefused
  | CalendarWrong
  | OrganizationNotAdopted
  | MemberNotFound
  | SignUpRefusal
  | MemberBarred
  | FaceUserRejection
  | DeviceUnknown
  | DeviceEnrolledDifferently
  | DeviceNotActive
  | DeductionRejection
  | RefundRejection
  | PayscoreOrderRejection
  | PermissionRejection
  | RetryNotNow
  | KeyUsedOtherwise
  | NoticeRefusal
  | TerminalRefusal
  | WechatFailure
  | StoreFailure;

export const shapeWrong = (path: string, rule: string): Refusal => ({ type: 'ShapeWrong', fields: [{ path, rule }] });
