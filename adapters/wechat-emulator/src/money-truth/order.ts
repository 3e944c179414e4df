/** `k12-wire.md` §6.2: what became of an order. */
export type TradeState = 'ACCEPT' | 'SUCCESS' | 'PAYERROR' | 'CLOSED';
/** `k12-wire.md` §6.3: who paid. */
type DebtState = 'NOT_DEBT' | 'DEBT' | 'REPAYMENT';
export type ErrorType = 'NOTENOUGH' | 'USER_DISABLED' | 'NOT_CONTRACTED' | 'OVER_LIMIT' | 'RISK';

/** What one deduct request says, decoded; two requests are the same when every field is. */
export interface DeductRequest {
  readonly authCode: string;
  readonly spAppid: string;
  readonly spMchid: string;
  readonly subAppid?: string;
  readonly subMchid: string;
  readonly amountFen: number;
  readonly deviceIp: string;
  readonly goodsTag?: string;
  readonly description: string;
  readonly attach?: string;
  readonly profitSharing: boolean;
  readonly outTradeNo: string;
  readonly businessProductId: number;
  readonly businessSceneId: number;
}

export interface Attempt {
  readonly at: number;
  readonly outcome: TradeState;
  /** False when the user, the contract or a limit stopped it before anybody's money was asked for; such attempts are not counted a day. */
  readonly reachedCharge: boolean;
  readonly errorType?: ErrorType;
  readonly funding?: string;
}

/** One `out_trade_no` of one merchant pair: the money truth about it. */
export interface Order {
  readonly request: DeductRequest;
  readonly credentialHash: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly contractId?: string;
  readonly payerOpenid?: string;
  readonly tradeState: TradeState;
  readonly debtState: DebtState;
  readonly errorType?: ErrorType;
  readonly bankType?: string;
  readonly attempts: readonly Attempt[];
  readonly createdAt: number;
  readonly successAt?: number;
  readonly transactionId?: string;
  readonly repaidAt?: number;
  readonly repaymentTransactionId?: string;
  /** Sum of its refunds that are accepted and not closed: from the first one on it shows as `REFUND`. */
  readonly acceptedRefundFen?: number;
  /** Sum of its refunds that succeeded. */
  readonly refundedFen?: number;
  /** A full refund ended its debt. */
  readonly debtClearedAt?: number;
  /** An accepted order is charged at this instant. */
  readonly settleAt?: number;
  /** Accepted, and not to be found until it is charged. */
  readonly unseen?: boolean;
}

/** Key of the idempotency rule of `k12-wire.md` §6.5. */
export const orderKey = (spMchid: string, subMchid: string, outTradeNo: string): string =>
  `${spMchid}/${subMchid}/${outTradeNo}`;

export const keyOfRequest = (request: DeductRequest): string =>
  orderKey(request.spMchid, request.subMchid, request.outTradeNo);
