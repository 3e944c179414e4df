/** A pupil by place in the roster. */
export type Pupil = number;
export type CounterNo = 0 | 1 | 2 | 3;
export const counterNos: readonly CounterNo[] = [0, 1, 2, 3];

/** One plate on one tray: one voucher, one charge of exactly its amount (INV-20). */
export interface Sale {
  /** Place in the whole month; names the sale in every book. */
  readonly no: number;
  readonly pupil: Pupil;
  readonly counter: CounterNo;
  readonly amountFen: number;
  readonly soldAt: number;
}

/** What the office does with held sales: of one pupil, or of everybody. */
export interface HeldStep {
  readonly type: 'release' | 'give-up';
  readonly pupil?: Pupil;
}

/** What happens in a school month, apart from what our system does by itself. */
export type Act =
  /** Sold and kept by the terminals; those that are offline hand over later. */
  | { readonly type: 'meal'; readonly sales: readonly Sale[]; readonly offline: readonly CounterNo[] }
  | { readonly type: 'back-online'; readonly counter: CounterNo }
  /** The parents: so much money is in the account now. */
  | { readonly type: 'money'; readonly pupil: Pupil; readonly balanceFen: number }
  /** The parents repay every open advance, and the office has the member re-read. */
  | { readonly type: 'repay'; readonly pupil: Pupil }
  /** `parent` inside WeChat; `school` through our API. */
  | { readonly type: 'end-contract'; readonly pupil: Pupil; readonly by: 'parent' | 'school' }
  | { readonly type: 'sign-again'; readonly pupil: Pupil }
  | { readonly type: 'block' | 'unblock'; readonly pupil: Pupil }
  /** Without a pupil: of the whole school. Without an amount: no limit of ours. */
  | { readonly type: 'day-limit'; readonly pupil?: Pupil; readonly limitFen?: number }
  /** Of a sale that is paid, or of a part of it. */
  | { readonly type: 'refund'; readonly saleNo: number; readonly pupil: Pupil; readonly amountFen: number }
  | HeldStep;
export type Step = Act & { readonly at: number };

export interface Script {
  readonly days: readonly string[];
  readonly pupils: number;
  /** In the order of time. */
  readonly steps: readonly Step[];
  /** What each account holds on the first morning, and whether WeChat advances what it does not cover. */
  readonly accounts: readonly { readonly balanceFen: number; readonly advanceQuota: boolean }[];
}
