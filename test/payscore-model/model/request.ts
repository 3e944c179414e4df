export interface Item {
  readonly name: string;
  readonly amount?: number;
  readonly description?: string;
  readonly count?: number;
}
export interface CreateRequest {
  readonly type: 'create';
  readonly introduction: string;
  readonly payments: readonly Item[];
  readonly discounts: readonly Item[];
  readonly risk: { readonly name: 'DEPOSIT' | 'ESTIMATE_ORDER_COST'; readonly amount: number };
  readonly start: string;
  readonly end?: string;
  readonly confirm: boolean;
  readonly openid?: string;
}
export interface CompleteRequest {
  readonly type: 'complete';
  readonly payments: readonly Item[];
  readonly discounts: readonly Item[];
  readonly total: number;
  readonly end?: string;
}
export interface ModifyRequest {
  readonly type: 'modify';
  readonly payments: readonly Item[];
  readonly discounts: readonly Item[];
  readonly total: number;
  readonly reason: string;
}
export interface CancelRequest {
  readonly type: 'cancel';
  readonly reason: string;
}
export interface SyncRequest {
  readonly type: 'sync';
  /** `yyyyMMddHHmmss`. */
  readonly paidTime: string;
}
/** A call of ours with everything that the caller chooses, in no implementation's types. */
export type Request = CreateRequest | CompleteRequest | ModifyRequest | CancelRequest | SyncRequest;

/** The users of the model: one has authorised the service, one never has. */
export const authorisedOpenid = 'o-authorised';
export const strangerOpenid = 'o-stranger';
