/** `payscore-wire.md` §6. */
type PayscoreState = 'CREATED' | 'DOING' | 'DONE' | 'REVOKED' | 'EXPIRED';

/** Who asked: the merchant of the signature, and in partner mode the sub-merchant it asked for. */
export interface PayscoreParty {
  readonly mchid: string;
  readonly appid: string;
  readonly subMchid?: string;
  readonly subAppid?: string;
}

/** A payment or a discount as it came (`payscore-wire.md` §3.2, §3.3); `amount` in fen, `count` is display only. */
export interface PayscoreItem {
  readonly name?: string | undefined;
  readonly amount?: number | undefined;
  readonly description?: string | undefined;
  readonly count?: number | undefined;
}

/** Beijing times of 8 or 14 digits, or `OnAccept` (§3.5). */
export interface PayscoreTimeRange {
  readonly start_time?: string | undefined;
  readonly end_time?: string | undefined;
  readonly start_time_remark?: string | undefined;
  readonly end_time_remark?: string | undefined;
}

export interface PayscoreLocation {
  readonly start_location?: string | undefined;
  readonly end_location?: string | undefined;
}

export interface PayscoreRiskFund {
  readonly name: string;
  /** Fen. */
  readonly amount: number;
  readonly description?: string | undefined;
}

/** One payment of the collection: by WeChat (`NEWTON`) or through the merchant's own channel (`MCH`). */
interface PayscorePayment {
  readonly amountFen: number;
  readonly paidType: 'NEWTON' | 'MCH';
  readonly paidAt: number;
  readonly transactionId?: string;
  /** The merchant order number that WeChat made for it, or `out_order_no` where the user paid actively (§9). */
  readonly outTradeNo?: string;
  readonly bankType?: string;
}

/** Launch data of the confirm page: one hour, one use (§3.1). */
export interface PayscorePackage {
  readonly text: string;
  readonly issuedAt: number;
  readonly used: boolean;
}

/** Who set an attempt going: WeChat's own plan, the merchant by `pay`, or the user in the cashier. */
export type ChargedBy = 'engine' | 'merchant' | 'user';

interface DeductionAttempt {
  readonly at: number;
  readonly by: ChargedBy;
  readonly outcome: 'paid' | 'insufficient';
}

/** Collecting the money of a completed order. */
interface Deduction {
  readonly attempts: readonly DeductionAttempt[];
  /** When the plan tries again; the plan ends with the order. */
  readonly nextAt: number;
  /** Attempts of the plan begun so far. */
  readonly planned: number;
  /** An attempt is running: nothing may change the order until it ends. */
  readonly running?: { readonly by: ChargedBy; readonly startedAt: number; readonly endsAt: number };
}

/** The canonical form of the last accepted request of each kind, for re-entry (§8). */
interface AcceptedRequests {
  readonly create: string;
  readonly complete?: string;
  readonly modify?: string;
  readonly cancel?: string;
  readonly sync?: string;
}

/** One `out_order_no`: the money truth about it. */
export interface PayscoreOrder {
  readonly party: PayscoreParty;
  readonly outOrderNo: string;
  readonly orderId: string;
  readonly serviceId: string;
  readonly introduction: string;
  readonly needUserConfirm: boolean;
  /** Under the `appid` of the party; known once the user is. */
  readonly openid?: string;
  readonly riskFund: PayscoreRiskFund;
  /** The most that may be collected (§7). */
  readonly limitFen: number;
  readonly postPayments?: readonly PayscoreItem[];
  readonly postDiscounts?: readonly PayscoreItem[];
  readonly timeRange: PayscoreTimeRange;
  readonly location?: PayscoreLocation;
  readonly device?: object;
  readonly attach?: string;
  readonly notifyUrl: string;
  readonly state: PayscoreState;
  /** Only while `DOING`. */
  readonly description?: 'USER_CONFIRM' | 'MCH_COMPLETE';
  readonly totalFen?: number;
  readonly payment?: PayscorePayment;
  readonly deduction?: Deduction;
  /** Paid by the user while confirming, because the assessment failed. */
  readonly depositFen?: number;
  readonly accepted: AcceptedRequests;
  readonly packages: readonly PayscorePackage[];
  readonly queryId?: string;
  readonly messages?: readonly string[];
  readonly createdAt: number;
  readonly confirmedAt?: number;
  readonly completedAt?: number;
  readonly endedAt?: number;
}

/** Key of an order: unique within one merchant, or one sub-merchant (§5). */
export const payscoreKey = (mchid: string, subMchid: string | undefined, outOrderNo: string): string =>
  `${mchid}/${subMchid ?? ''}/${outOrderNo}`;

export const keyOfPayscore = ({ party, outOrderNo }: PayscoreOrder): string =>
  payscoreKey(party.mchid, party.subMchid, outOrderNo);

/** Completed, and its money not yet collected. */
export const isCollecting = ({ state, description }: PayscoreOrder): boolean =>
  state === 'DOING' && description === 'MCH_COMPLETE';

/** The user holds it: counts against the number of orders in progress. */
export const isInProgress = ({ state }: PayscoreOrder): boolean => state === 'DOING';
