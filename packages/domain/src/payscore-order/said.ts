import type { Fen } from '../kernel/fen.ts';
import type { Openid } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** WeChat's `state`, in small letters (`payscore-wire.md` §6). */
export type PayscoreState = 'created' | 'doing' | 'done' | 'revoked' | 'expired';
/** WeChat's `state_description`: given while doing only. */
export type PayscoreDescription = 'user-confirm' | 'mch-complete';

/** One collection (§3.8). `wechat` is `NEWTON`, `merchant` is `MCH`: paid outside and synced. */
export interface PayscoreCollected {
  readonly amount: Fen;
  readonly by: 'wechat' | 'merchant';
  readonly paidAt?: Instant;
  /** The key for refunds; only where WeChat collected more than nothing. */
  readonly transactionId?: string;
}
/** 收款信息 (§3.8). */
export interface PayscoreCollection {
  readonly state: 'user-paying' | 'user-paid';
  readonly total: Fen;
  readonly paying: Fen;
  readonly paid: Fen;
  readonly details: readonly PayscoreCollected[];
}
/** The triple, and what belongs to it, as WeChat last said it in a verified body (INV-70, INV-78). */
export interface PayscoreSaid {
  readonly state: PayscoreState;
  readonly description?: PayscoreDescription;
  readonly collection?: PayscoreCollection;
  /** Given after a completion; 0 of a cancelled order. */
  readonly total?: Fen;
  readonly needCollection?: boolean;
}
/** One verified body, read: an answer, a query, or a notice. */
export interface PayscoreReading extends PayscoreSaid {
  /** 微信支付服务订单号. */
  readonly orderId?: string;
  readonly openid?: Openid;
  /** Opens the confirm page for an hour (§3.1). */
  readonly package?: string;
}
