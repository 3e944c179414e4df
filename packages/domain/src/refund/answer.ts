import type { Instant } from '../kernel/instant.ts';

/** What a *verified* answer of WeChat says of one refund number; anything else is a failure of the port (INV-9). */
export type RefundAnswer =
  | { readonly type: 'Refunded'; readonly refundId: string; readonly refundedAt: Instant }
  /** Taken in; 200 is no refund yet. Also a status that nobody has documented: ask again. */
  | { readonly type: 'RefundUnderWay'; readonly refundId: string; readonly state: string }
  | { readonly type: 'RefundClosed'; readonly refundId: string }
  | { readonly type: 'RefundAbnormal'; readonly refundId: string }
  | { readonly type: 'RefundNotFound' }
  /** A verified refusal of the request: nothing was taken in by it. */
  | { readonly type: 'RefundRefused'; readonly code: string; readonly words: string };
