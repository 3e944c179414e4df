import * as E from 'fp-ts/lib/Either.js';
import type { EmulatorSettings } from '../settings.ts';
import type { DeductRefusal } from './deduct-verdict.ts';
import type { RefundablePayment } from './payment-of.ts';
import { acceptedFen, type Refund, type RefundRequestFacts } from './refund.ts';

export interface RefundFacts {
  readonly now: number;
  readonly settings: EmulatorSettings;
  readonly request: RefundRequestFacts;
  readonly payment: RefundablePayment | undefined;
  /** Under this number, if there is one. */
  readonly known: Refund | undefined;
  readonly refundsOfOrder: readonly Refund[];
  /** What becomes of it, and how long that takes; 0 is at once. */
  readonly endsAs: Exclude<Refund['state'], 'PROCESSING'>;
  readonly takesMs: number;
  /** A fault: the merchant's account is too low. */
  readonly merchantPoor: boolean;
  readonly refundId: string;
}

const refuse = (status: number, code: string, message: string): E.Either<DeductRefusal, never> =>
  E.left({ type: 'Refused', status, code, message });
const invalid = (message: string): E.Either<DeductRefusal, never> => refuse(400, 'INVALID_REQUEST', message);

/** One refund request against the money truth (`v3-rules.md` §9.1); nothing here trusts the client. */
export const decideRefund = (facts: RefundFacts): E.Either<DeductRefusal, Refund> => {
  const { now, settings, request, payment, known, refundsOfOrder } = facts;
  if (known !== undefined && !sameRequest(known.request, request)) return invalid('订单金额或退款金额与之前请求不一致');
  const failed = known?.state === 'CLOSED' || known?.state === 'ABNORMAL';
  if (known !== undefined && !(failed && settings.failedRefund === 'retried')) return E.right(known);
  if (payment === undefined) return refuse(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
  if (payment.paidAt === undefined) return invalid('订单未支付，不可退款');
  if (request.totalFen !== payment.totalFen) return invalid('订单金额与支付时不一致');
  if (now - payment.paidAt > settings.refundWindowMs) return invalid('订单已超过可退款的最大期限');
  if (known === undefined && refundsOfOrder.length >= settings.refundsPerOrderMax)
    return invalid(`同一订单最多退款${settings.refundsPerOrderMax}次`);
  const others = refundsOfOrder.filter(({ request: { outRefundNo } }) => outRefundNo !== request.outRefundNo);
  if (others.some(({ createdAt }) => now - createdAt < settings.refundSpacingMs))
    return refuse(429, 'FREQUENCY_LIMITED', '同一订单退款请求过于频繁');
  if (acceptedFen(others) + request.refundFen > payment.totalFen) return invalid('退款金额超过订单可退金额');
  if (facts.merchantPoor) return refuse(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起');
  return E.right(begun(facts, payment.key));
};

const begun = ({ now, request, known, endsAs, takesMs, refundId }: RefundFacts, orderKey: string): Refund => ({
  request,
  orderKey,
  refundId: known?.refundId ?? refundId,
  state: 'PROCESSING',
  createdAt: known?.createdAt ?? now,
  tries: (known?.tries ?? 0) + 1,
  endsAt: now + takesMs,
  endsAs,
});

const sameRequest = (a: RefundRequestFacts, b: RefundRequestFacts): boolean =>
  a.transactionId === b.transactionId &&
  a.outTradeNo === b.outTradeNo &&
  a.refundFen === b.refundFen &&
  a.totalFen === b.totalFen &&
  a.reason === b.reason;
