import { beijingTime } from '../beijing-time.ts';
import type { Order } from '../money-truth/order.ts';
import { type Refund, refundedFen } from '../money-truth/refund.ts';
import { paymentOfKey } from '../services/payments.ts';
import type { World } from '../world/world.ts';
import { collectedFen, type LedgerPayscoreOrder, toLedgerPayscoreOrder } from './payscore-ledger.ts';

export interface LedgerAttempt {
  readonly at: string;
  readonly outcome: string;
  readonly reachedCharge: boolean;
  readonly errorType?: string;
  readonly funding?: string;
}

export interface LedgerOrder {
  readonly spMchid: string;
  readonly subMchid: string;
  readonly outTradeNo: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly outUserId?: string;
  readonly payerOpenid?: string;
  readonly contractId?: string;
  /** SHA-256 of `auth_code` as sent, lower-case hex. */
  readonly credentialHash: string;
  readonly amountFen: number;
  readonly tradeState: string;
  readonly debtState: string;
  readonly errorType?: string;
  readonly bankType?: string;
  readonly attempts: readonly LedgerAttempt[];
  readonly createdAt: string;
  readonly successTime?: string;
  readonly transactionId?: string;
  readonly repaymentTransactionId?: string;
  /** Present once something of it was refunded. */
  readonly refundedFen?: number;
}

interface LedgerRefund {
  /** Of a service provider's payment. */
  readonly subMchid?: string;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly outTradeNo?: string;
  readonly transactionId?: string;
  readonly userId?: string;
  readonly amountFen: number;
  readonly state: string;
  readonly tries: number;
  readonly createdAt: string;
  readonly successTime?: string;
}

/** What auditors compare with; times are RFC 3339 in Beijing. */
export interface Ledger {
  readonly orders: readonly LedgerOrder[];
  readonly credentials: readonly {
    readonly credentialHash: string;
    readonly orders: number;
    readonly successes: number;
  }[];
  readonly refunds: readonly LedgerRefund[];
  readonly payscoreOrders: readonly LedgerPayscoreOrder[];
  readonly totals: {
    readonly orders: number;
    readonly attempts: number;
    readonly successes: number;
    readonly successFen: number;
    readonly openAdvances: number;
    readonly openAdvancesFen: number;
    readonly repaid: number;
    readonly refunds: number;
    /** Given back to payers, or to WeChat for what it had advanced. */
    readonly refundedFen: number;
    readonly payscoreOrders: number;
    /** Collected by WeChat for service orders, before refunds. */
    readonly payscoreCollectedFen: number;
    readonly deductRequests: number;
    /** Deduct requests that came while an earlier one for the same order was unanswered. */
    readonly concurrentDeducts: number;
  };
}

/** One order as the ledger shows it. */
export const toLedgerOrder = (world: World, order: Order): LedgerOrder => {
  const { request, attempts, createdAt, successAt, credentialHash, organizationId, userId } = order;
  const outUserId = world.users.get(userId)?.outUserId;
  return {
    spMchid: request.spMchid,
    subMchid: request.subMchid,
    outTradeNo: request.outTradeNo,
    organizationId,
    userId,
    ...(outUserId !== undefined && { outUserId }),
    ...(order.payerOpenid !== undefined && { payerOpenid: order.payerOpenid }),
    ...(order.contractId !== undefined && { contractId: order.contractId }),
    credentialHash,
    amountFen: request.amountFen,
    tradeState: order.tradeState,
    debtState: order.debtState,
    ...(order.errorType !== undefined && { errorType: order.errorType }),
    ...(order.bankType !== undefined && { bankType: order.bankType }),
    attempts: attempts.map((attempt) => ({ ...attempt, at: beijingTime(attempt.at) })),
    createdAt: beijingTime(createdAt),
    ...(successAt !== undefined && { successTime: beijingTime(successAt) }),
    ...(order.transactionId !== undefined && { transactionId: order.transactionId }),
    ...(order.repaymentTransactionId !== undefined && { repaymentTransactionId: order.repaymentTransactionId }),
    ...((order.refundedFen ?? 0) > 0 && { refundedFen: order.refundedFen ?? 0 }),
  };
};

const toLedgerRefund = (world: World, refund: Refund): LedgerRefund => {
  const { request, refundId, state, tries, createdAt, successAt, orderKey } = refund;
  const userId = world.orders.get(orderKey)?.userId;
  const payment = paymentOfKey(world, orderKey);
  return {
    ...(request.subMchid !== undefined && { subMchid: request.subMchid }),
    outRefundNo: request.outRefundNo,
    refundId,
    ...(payment !== undefined && { outTradeNo: payment.outTradeNo }),
    ...(userId !== undefined && { userId }),
    ...(payment?.transactionId !== undefined && { transactionId: payment.transactionId }),
    amountFen: request.refundFen,
    state,
    tries,
    createdAt: beijingTime(createdAt),
    ...(successAt !== undefined && { successTime: beijingTime(successAt) }),
  };
};

const sumFen = (orders: readonly Order[]): number => orders.reduce((sum, one) => sum + one.request.amountFen, 0);

/** The money truth, newest state of everything, told from the orders alone. */
export const ledgerOf = (world: World): Ledger => {
  const orders = world.orders.all();
  const paid = orders.filter(({ tradeState }) => tradeState === 'SUCCESS');
  const owed = paid.filter(({ debtState }) => debtState === 'DEBT');
  const credentials = new Map<string, { orders: number; successes: number }>();
  for (const { credentialHash, tradeState } of orders) {
    const count = credentials.get(credentialHash) ?? { orders: 0, successes: 0 };
    count.orders += 1;
    if (tradeState === 'SUCCESS') count.successes += 1;
    credentials.set(credentialHash, count);
  }
  const refunds = world.refunds.all();
  const payscoreOrders = world.payscore.all();
  const { deductRequests, concurrentDeducts } = world.meta();
  return {
    orders: orders.map((order) => toLedgerOrder(world, order)),
    credentials: [...credentials].map(([credentialHash, count]) => ({ credentialHash, ...count })),
    refunds: refunds.map((refund) => toLedgerRefund(world, refund)),
    payscoreOrders: payscoreOrders.map((order) => toLedgerPayscoreOrder(world, order)),
    totals: {
      orders: orders.length,
      attempts: orders.reduce((sum, one) => sum + one.attempts.length, 0),
      successes: paid.length,
      successFen: sumFen(paid),
      openAdvances: owed.length,
      openAdvancesFen: sumFen(owed),
      repaid: paid.filter(({ debtState }) => debtState === 'REPAYMENT').length,
      refunds: refunds.length,
      refundedFen: refundedFen(refunds),
      payscoreOrders: payscoreOrders.length,
      payscoreCollectedFen: collectedFen(payscoreOrders),
      deductRequests,
      concurrentDeducts,
    },
  };
};
