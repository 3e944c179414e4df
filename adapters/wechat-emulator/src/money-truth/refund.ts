/** `v3-rules.md` §9.1. */
type RefundState = 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';

/** What one refund request says; the same number with other content is refused. */
export interface RefundRequestFacts {
  /** Of a service provider's payment. */
  readonly subMchid?: string;
  readonly outRefundNo: string;
  readonly transactionId?: string;
  readonly outTradeNo?: string;
  readonly refundFen: number;
  readonly totalFen: number;
  readonly reason?: string;
}

/** One `out_refund_no`: the money truth about it. */
export interface Refund {
  readonly request: RefundRequestFacts;
  /** Key of the payment it gives back. */
  readonly orderKey: string;
  readonly refundId: string;
  readonly state: RefundState;
  readonly createdAt: number;
  /** How often it was begun: a failed one may be tried again with its number. */
  readonly tries: number;
  readonly endsAt?: number;
  readonly endsAs?: Exclude<RefundState, 'PROCESSING'>;
  readonly successAt?: number;
}

export const refundKey = (subMchid: string | undefined, outRefundNo: string): string =>
  `${subMchid ?? ''}/${outRefundNo}`;
export const keyOfRefund = ({ request }: Refund): string => refundKey(request.subMchid, request.outRefundNo);

/** Accepted and not closed: what counts against the payment. */
export const acceptedFen = (refunds: readonly Refund[]): number =>
  refunds.reduce((sum, { state, request }) => (state === 'CLOSED' ? sum : sum + request.refundFen), 0);
export const refundedFen = (refunds: readonly Refund[]): number =>
  refunds.reduce((sum, { state, request }) => (state === 'SUCCESS' ? sum + request.refundFen : sum), 0);
