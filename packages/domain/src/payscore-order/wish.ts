import type { Fen } from '../kernel/fen.ts';
import type { Openid, PayscoreOrderNo } from '../kernel/ids.ts';

/** 后付费项目 (`payscore-wire.md` §3.2). `count` is shown, never multiplied in (INV-71); no `amount` counts as 0. */
export interface PayscorePayment {
  readonly name: string;
  readonly amount?: Fen;
  readonly description?: string;
  readonly count?: number;
}
/** 后付费商户优惠 (§3.3). At create name and description only (direct mode); the amount is due at complete. */
export interface PayscoreDiscount {
  readonly name: string;
  readonly description: string;
  readonly amount?: Fen;
  readonly count?: number;
}
/** 押金, 预付款, 保证金 (先免) or 预估订单费用 (先享) (§3.4). */
export type RiskFundName = 'deposit' | 'advance' | 'cash-deposit' | 'estimate';
export interface RiskFund {
  readonly name: RiskFundName;
  readonly amount: Fen;
  readonly description?: string;
}
/**
 * 服务时间段 (§3.5), in WeChat's compact text, because its precision is part of the promise: 8 digits (a day), 14 digits (a
 * second), Beijing; `start` may be `OnAccept`.
 */
export interface PayscoreTimes {
  readonly start: string;
  readonly end?: string;
  readonly startRemark?: string;
  readonly endRemark?: string;
}
/** 创建: the order as the caller wants it. Never changes; a repeat of one number is the same order (INV-75). */
export interface PayscoreTerms {
  readonly no: PayscoreOrderNo;
  /** 服务信息: at most 20 code points. */
  readonly introduction: string;
  readonly payments: readonly PayscorePayment[];
  readonly discounts: readonly PayscoreDiscount[];
  readonly riskFund: RiskFund;
  readonly times: PayscoreTimes;
  readonly location?: { readonly start?: string; readonly end?: string };
  readonly device?: { readonly start?: string; readonly end?: string; readonly materialNo?: string };
  /** 商户数据包, as the caller wrote it: it is sent URL-encoded, and that form has at most 256 characters. */
  readonly attach?: string;
  /** Where WeChat's notices go: https, no query. */
  readonly notifyUrl: string;
  /** 需确认: the user confirms in the mini program. Without, `openid` names who is charged (INV-74). */
  readonly needsConfirm: boolean;
  readonly openid?: Openid;
}
/** What is charged in the end; `payments` and `discounts` replace those of create. */
export interface PayscoreBill {
  readonly payments: readonly PayscorePayment[];
  readonly discounts: readonly PayscoreDiscount[];
  /** Σ payments − Σ discounts, as the caller reckons it; checked (INV-71). */
  readonly total: Fen;
}
export type CreateWish = { readonly type: 'create' } & PayscoreTerms;
/** 完结. */
export type CompleteWish = { readonly type: 'complete' } & PayscoreBill & {
    /** `end` is due where create gave none; a changed `start` has the precision of create. */
    readonly times?: Partial<PayscoreTimes>;
    readonly location?: { readonly end?: string };
    readonly device?: { readonly end?: string };
    readonly profitSharing?: boolean;
    readonly goodsTag?: string;
  };
/** 取消. */
export interface CancelWish {
  readonly type: 'cancel';
  /** At most 30 characters: the stricter of two documents (§4.3). */
  readonly reason: string;
}
/** 修改金额: strictly lower, while unpaid. */
export type ModifyWish = { readonly type: 'modify' } & PayscoreBill & {
    /** At most 50 characters. */
    readonly reason: string;
    readonly device?: { readonly end?: string };
  };
/** 同步 `Order_Paid`: the user has paid outside WeChat. */
export interface SyncWish {
  readonly type: 'sync';
  /** 14 digits, Beijing: 8 would mean midnight in one document and the day's end in another (§4.6). */
  readonly paidTime: string;
}
/** What we want WeChat to do with an order. */
export type PayscoreWish = CreateWish | CompleteWish | CancelWish | ModifyWish | SyncWish;
export type PayscoreCall = PayscoreWish['type'];
/** A wish as it is kept: what a create wants are the terms of its order. */
export type PayscoreIntent = { readonly type: 'create' } | LaterWish;
/** What may be wanted of an order that is there. */
export type LaterWish = CompleteWish | CancelWish | ModifyWish | SyncWish;
