import type { Either } from 'fp-ts/lib/Either.js';
import type { NoticeId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { NoticeSubject, QuarantineReason } from '../notice/notice.ts';

export interface NoticeRequest {
  /** Lower-case names, every value as received. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
}
export type NoticeRefusal =
  /** Not authentic: 401, nothing stored. `probe` is WeChat's own test of us (INV-47). */
  | { readonly type: 'NoticeNotAuthentic'; readonly reason: string; readonly probe: boolean }
  /** Authentic signature, but the content does not open or is no notice: 400, nothing stored (BAD-13, BAD-14). */
  | { readonly type: 'NoticeUnreadable'; readonly reason: string };
export interface ReadNotice {
  readonly id: NoticeId;
  readonly eventType: string;
  readonly subject: NoticeSubject;
  readonly contentHash: string;
  readonly raw: string;
  /** Authentic, yet not about us: kept apart from the start (BAD-15). */
  readonly quarantine?: QuarantineReason;
}
/** Verifies before it parses, and fails closed (INV-45). */
export interface NoticeReader {
  readonly read: (request: NoticeRequest, now: Instant) => Promise<Either<NoticeRefusal, ReadNotice>>;
}
