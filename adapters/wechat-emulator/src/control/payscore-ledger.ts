import { beijingTime } from '../beijing-time.ts';
import { paymentOfPayscore } from '../money-truth/payment-of.ts';
import type { PayscoreOrder } from '../money-truth/payscore-order.ts';
import { refundedFen } from '../money-truth/refund.ts';
import type { World } from '../world/world.ts';

/** One service order of Pay Score: who holds how much for it; times are RFC 3339 in Beijing. */
export interface LedgerPayscoreOrder {
  readonly mchid: string;
  readonly subMchid?: string;
  readonly outOrderNo: string;
  readonly orderId: string;
  readonly serviceId: string;
  readonly openid?: string;
  readonly state: string;
  readonly stateDescription?: string;
  /** The most that may ever be collected. */
  readonly limitFen: number;
  readonly totalFen?: number;
  /** What was paid, by WeChat (`NEWTON`) or told by sync (`MCH`); never more than one. */
  readonly collections: readonly {
    readonly amountFen: number;
    readonly paidType: string;
    readonly paidAt: string;
    readonly transactionId?: string;
    readonly outTradeNo?: string;
  }[];
  /** Attempts to collect, failed ones too. */
  readonly attempts: readonly { readonly at: string; readonly by: string; readonly outcome: string }[];
  readonly depositFen?: number;
  readonly createdAt: string;
  readonly completedAt?: string;
  readonly endedAt?: string;
  /** Present once something of it was refunded. */
  readonly refundedFen?: number;
}

export const toLedgerPayscoreOrder = (world: World, order: PayscoreOrder): LedgerPayscoreOrder => {
  const { party, openid, description, totalFen, payment, deduction, depositFen, completedAt, endedAt } = order;
  const paid = paymentOfPayscore(order);
  const refunded = paid === undefined ? 0 : refundedFen(world.refunds.ofOrder(paid.key));
  return {
    mchid: party.mchid,
    ...(party.subMchid !== undefined && { subMchid: party.subMchid }),
    outOrderNo: order.outOrderNo,
    orderId: order.orderId,
    serviceId: order.serviceId,
    ...(openid !== undefined && { openid }),
    state: order.state,
    ...(description !== undefined && { stateDescription: description }),
    limitFen: order.limitFen,
    ...(totalFen !== undefined && { totalFen }),
    collections: payment === undefined ? [] : [collectionOf(payment)],
    attempts: (deduction?.attempts ?? []).map(({ at, by, outcome }) => ({ at: beijingTime(at), by, outcome })),
    ...(depositFen !== undefined && { depositFen }),
    createdAt: beijingTime(order.createdAt),
    ...(completedAt !== undefined && { completedAt: beijingTime(completedAt) }),
    ...(endedAt !== undefined && { endedAt: beijingTime(endedAt) }),
    ...(refunded > 0 && { refundedFen: refunded }),
  };
};

const collectionOf = (payment: NonNullable<PayscoreOrder['payment']>): LedgerPayscoreOrder['collections'][number] => {
  const { bankType: _, paidAt, ...rest } = payment;
  return { ...rest, paidAt: beijingTime(paidAt) };
};

/** What WeChat collected for service orders. */
export const collectedFen = (orders: readonly PayscoreOrder[]): number =>
  orders.reduce((sum, { payment }) => (payment?.paidType === 'NEWTON' ? sum + payment.amountFen : sum), 0);
