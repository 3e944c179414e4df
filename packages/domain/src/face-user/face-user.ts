import type { Contract, ContractEvent, ContractReading, ContractRejection } from '../contract/index.ts';
import type { Decider } from '../kernel/decider.ts';
import type { DeductionId, OrganizationId, OutUserId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { OwnLimits } from '../limits/index.ts';

/** INV-90: who agreed for a pupil under 14, when, and to which text. */
export interface GuardianConsent {
  readonly guardian: string;
  readonly textVersion: string;
  readonly at: Instant;
}
export interface Profile {
  readonly name: string;
  readonly phone: string;
  readonly userType: 'student' | 'staff';
  /** 班级 of a pupil, 岗位 of staff: the full real one, WeChat's mini program compares it. */
  readonly classOrPost: string;
  readonly consent?: GuardianConsent;
}
export type FaceImage = 'unknown' | 'missing' | 'ready';
export type Usage = 'unknown' | 'normal' | 'disabled';

export interface DenyPolicy {
  /** So many open advances put on the deny list; absent: advances never do. */
  readonly denyAtOpenAdvances?: number;
}
/** The newest change of this one's place on the deny list of its organization (INV-42). */
export interface DenyMark {
  readonly denied: boolean;
  /** Of the list, once this change was on it. */
  readonly listVersion: number;
}

/** 刷脸用户, in the API a member: four independent axes (`k12-wire.md` §3) beside the roster entry. */
export interface FaceUser {
  readonly organization: OrganizationId;
  readonly outUserId: OutUserId;
  readonly profile: Profile;
  readonly userId?: UserId;
  readonly faceImage: FaceImage;
  readonly contract: Contract;
  readonly usage: Usage;
  /** Since when we block this one, whatever WeChat's own usage says: the two are kept apart. */
  readonly blockedAt?: Instant;
  /** The roster entry changed since WeChat was last told; what it shows people and checks by phone is the old one. */
  readonly unpushed?: true;
  /** Advances of WeChat's that are open, by the deduction that was advanced. */
  readonly debts: readonly DeductionId[];
  /** What the parents or the school allow this one, below every other limit (INV-24). */
  readonly limits?: OwnLimits;
  /** Absent: never was on the deny list. */
  readonly deny?: DenyMark;
  /** When the newest reading that was applied began; an older one never overwrites it (INV-36). */
  readonly readAt?: Instant;
  /** Name, phone, class and consent are gone since; ids stay, so that money records can be reconciled (INV-91). */
  readonly erasedAt?: Instant;
  /** How many events made this state: names each event once for ever (INV-15). */
  readonly version: number;
}

/** One look at WeChat: the user and, where there is one, the contract. Both began at or after `startedAt`. */
export interface UserReading {
  readonly startedAt: Instant;
  readonly userId: UserId;
  readonly faceImage: Exclude<FaceImage, 'unknown'>;
  readonly usage: Exclude<Usage, 'unknown'>;
  readonly contract: ContractReading;
}

export type FaceUserCommand =
  | {
      readonly type: 'Put';
      readonly organization: OrganizationId;
      readonly outUserId: OutUserId;
      readonly profile: Profile;
    }
  | { readonly type: 'RecordReading'; readonly reading: UserReading }
  /** `whileOwing: 'refuse'`: not before what WeChat has advanced is repaid (INV-44). */
  | { readonly type: 'RequestTermination'; readonly at: Instant; readonly whileOwing?: WhileOwing }
  /** WeChat refused to terminate; the reading began after that. */
  | { readonly type: 'RecordTerminationRefused'; readonly reading: UserReading; readonly at: Instant }
  | { readonly type: 'Block' | 'Erase'; readonly at: Instant }
  | { readonly type: 'Unblock' }
  /** WeChat has this profile now. */
  | { readonly type: 'RecordPush'; readonly profile: Profile }
  | { readonly type: 'SetLimits'; readonly limits: OwnLimits }
  /** Puts on the deny list, or takes off, where that differs from what the list says; `listVersion` is its next one. */
  | { readonly type: 'UpdateDenyList'; readonly listVersion: number; readonly policy: DenyPolicy }
  | { readonly type: 'RecordAdvance' | 'RecordRepayment'; readonly deduction: DeductionId };
export type FaceUserEvent =
  | {
      readonly type: 'MemberPut';
      readonly organization: OrganizationId;
      readonly outUserId: OutUserId;
      readonly profile: Profile;
    }
  | {
      readonly type: 'UserRead';
      readonly userId: UserId;
      readonly faceImage: FaceImage;
      readonly usage: Usage;
      readonly at: Instant;
    }
  | { readonly type: 'AdvanceOpened' | 'AdvanceRepaid'; readonly deduction: DeductionId }
  | { readonly type: 'MemberBlocked' | 'MemberErased'; readonly at: Instant }
  | { readonly type: 'MemberUnblocked' | 'ProfilePushed' }
  | { readonly type: 'MemberDenied' | 'MemberAllowed'; readonly listVersion: number }
  /** One more advance is open, and the school wants to know before WeChat advances no more (FAQ Q2). */
  | { readonly type: 'DebtWarned'; readonly openAdvances: number }
  /** Holds for later reservations only. */
  | { readonly type: 'MemberLimitsSet'; readonly limits: OwnLimits }
  | ContractEvent;
/** Whether a contract may end while an advance is open; the guide's flow repays first (`k12-wire.md` §3). */
export type WhileOwing = 'refuse' | 'allow';
export interface TerminationPolicy {
  readonly terminateWhileOwing: WhileOwing;
}
export type FaceUserRejection =
  | { readonly type: 'MemberUnknown' | 'ContractInForce' }
  | { readonly type: 'AdvancesOpen'; readonly count: number }
  | ContractRejection;
export type FaceUserDecider = Decider<FaceUserCommand, FaceUser | undefined, FaceUserEvent, FaceUserRejection>;
