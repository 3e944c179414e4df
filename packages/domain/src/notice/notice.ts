import type {
  AuthorizationCode,
  DeductionNo,
  NoticeId,
  Openid,
  OrganizationId,
  OutUserId,
  PayscoreOrderNo,
  RefundNo,
} from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** What a notice points at. It carries news of a change, never the state itself: we re-read (INV-36). */
export type NoticeSubject =
  | { readonly type: 'UserState'; readonly organization: OrganizationId; readonly outUserId: OutUserId }
  | { readonly type: 'Deduction'; readonly no: DeductionNo; readonly claim: DeductionClaim }
  | { readonly type: 'Refund'; readonly no: RefundNo; readonly claim: RefundClaim }
  | { readonly type: 'PayscoreOrder'; readonly no: PayscoreOrderNo; readonly claim: PayscoreClaim }
  | ({ readonly type: 'PayscorePermission' } & PermissionChange)
  | { readonly type: 'Other' };
/** What a deduction notice says of itself; compared with ours before anything is believed (INV-46). */
export interface DeductionClaim {
  readonly totalFen: number;
  readonly subMchid: string;
  readonly tradeState: string;
}
/** What a refund notice says of itself. */
export interface RefundClaim {
  readonly refundFen: number;
  readonly totalFen: number;
  /** Absent where we are the merchant ourselves. */
  readonly subMchid?: string;
  readonly transactionId: string;
  readonly refundStatus: string;
}
/** What a notice of a service order says of itself. Paid is what a query says, by its collection (INV-78). */
export interface PayscoreClaim {
  /** In WeChat's words; `absent` where there is no collection. */
  readonly state: string;
  readonly collection: string;
  /** Absent before a completion. */
  readonly totalFen?: number;
}
/** Somebody has opened our Pay Score service to us, or closed it. */
export interface PermissionChange {
  readonly openid: Openid;
  readonly open: boolean;
  readonly happenedAt: Instant;
  /** Only of one that was asked for under a code of ours. */
  readonly code?: AuthorizationCode;
  /** What a face terminal gave along (`payscore_out_request_no`). */
  readonly outRequestNo?: string;
}
export type QuarantineReason =
  | 'foreign-merchant'
  | 'unknown-organization'
  | 'unknown-member'
  | 'unknown-deduction'
  | 'unknown-refund'
  | 'unknown-payscore-order'
  | 'amount-differs'
  | 'same-id-other-content'
  | 'unreadable';

/** 回调通知 that verified and was stored before it was answered (INV-49). Unique by id (INV-50). */
export interface Notice {
  readonly id: NoticeId;
  readonly eventType: string;
  readonly subject: NoticeSubject;
  /** SHA-256 of the decrypted content, hex: tells a repeat from a second notice under one id (BAD-19). */
  readonly contentHash: string;
  /** The raw body as it came. */
  readonly raw: string;
  readonly receivedAt: Instant;
  readonly status: 'received' | 'processed' | 'ignored' | 'quarantined';
  readonly reason?: QuarantineReason;
  readonly processedAt?: Instant;
  /** When the worker looks at it; absent when nothing is left to do. */
  readonly dueAt?: Instant;
  readonly tries: number;
  readonly fence: number;
  readonly leaseUntil?: Instant;
}
