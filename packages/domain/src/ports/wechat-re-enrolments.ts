import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { OrganizationId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { WechatFailure } from './wechat.ts';

/** WeChat wants a new photo; it was taken and the parent has not confirmed it; the parent has (FAQ 1.21). */
export type ReEnrolmentState = 'required' | 'uploaded' | 'complete';
export interface ReEnrolment {
  readonly id: string;
  readonly userId: UserId;
  readonly state: ReEnrolmentState;
  readonly uploadedAt?: Instant;
  readonly confirmedAt?: Instant;
}
/** 重采: a signed member's new photo, from being wanted to being confirmed by the parent. */
export interface WechatReEnrolments {
  /** Those of one organization in WeChat's order, from `offset` on; fewer than asked for are the last (`k12-wire.md` §5.11). */
  readonly page: (
    organization: OrganizationId,
    offset: number,
    countMax: number,
  ) => TaskEither<WechatFailure, readonly ReEnrolment[]>;
}
