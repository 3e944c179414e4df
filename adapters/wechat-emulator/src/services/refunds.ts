import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { MoneyTruthViolated } from '../money-truth/check-money-truth.ts';
import { decideRefund, type RefundFacts } from '../money-truth/decide-refund.ts';
import type { DeductRefusal } from '../money-truth/deduct-verdict.ts';
import type { Order } from '../money-truth/order.ts';
import type { RefundablePayment } from '../money-truth/payment-of.ts';
import { acceptedFen, type Refund, refundedFen, refundKey, type RefundRequestFacts } from '../money-truth/refund.ts';
import { unblockDebtor } from './payers.ts';
import { paymentFor, paymentOfKey } from './payments.ts';
import type { ServiceDeps } from './service-deps.ts';

type RefundOptions = Pick<RefundFacts, 'endsAs' | 'takesMs' | 'merchantPoor'>;

/** Refund requests, decided by the money truth and kept (`v3-rules.md` §9). */
export interface Refunds {
  readonly submit: (request: RefundRequestFacts, options: RefundOptions) => E.Either<DeductRefusal, Refund>;
  readonly nextEndAt: () => number | undefined;
  /** Ends those whose time has come, and tells. */
  readonly endDue: () => void;
}

export const createRefunds = (deps: ServiceDeps): Refunds => {
  const { world, clock, ids, settings, keyRoom } = deps;
  return {
    submit: (request, options) => {
      const payment = paymentFor(world, keyRoom.keys().mchid, request);
      const known = world.refunds.get(refundKey(request.subMchid, request.outRefundNo));
      const refundsOfOrder = payment === undefined ? [] : world.refunds.ofOrder(payment.key);
      const now = clock.now();
      return pipe(
        decideRefund({ ...options, now, settings, request, payment, known, refundsOfOrder, refundId: ids.refundId() }),
        E.map((refund) => {
          if (refund === known) return refund;
          keep(deps, refund);
          return (refund.endsAt ?? 0) <= now ? end(deps, refund) : refund;
        }),
      );
    },
    nextEndAt: () => {
      let first: number | undefined;
      for (const { endsAt = 0 } of world.refunds.processing())
        if (first === undefined || endsAt < first) first = endsAt;
      return first;
    },
    endDue: () => {
      for (const refund of world.refunds.processing()) if ((refund.endsAt ?? 0) <= clock.now()) end(deps, refund);
    },
  };
};

const end = (deps: ServiceDeps, refund: Refund): Refund => {
  const { endsAt: _, endsAs = 'SUCCESS', ...rest } = refund;
  const now = deps.clock.now();
  const ended: Refund = { ...rest, state: endsAs, ...(endsAs === 'SUCCESS' && { successAt: now }) };
  const payment = keep(deps, ended);
  if (endsAs === 'SUCCESS') giveBack(deps, payment, ended);
  deps.tell.refundEnded(ended, payment, now);
  return ended;
};

/** Recounts INV-30 before anything is kept; returns the payment as it was before this refund gave anything back. */
const keep = ({ world }: ServiceDeps, refund: Refund): RefundablePayment => {
  const payment = paymentOfKey(world, refund.orderKey);
  if (payment === undefined)
    throw new MoneyTruthViolated(`INV-30 a refund of no payment: ${refund.request.outRefundNo}`);
  world.refunds.put(refund);
  const all = world.refunds.ofOrder(refund.orderKey);
  if (acceptedFen(all) > payment.totalFen)
    throw new MoneyTruthViolated(`INV-30 more refunded than paid: ${payment.outTradeNo}`);
  const order = world.orders.get(refund.orderKey);
  if (order !== undefined)
    world.orders.put({ ...order, acceptedRefundFen: acceptedFen(all), refundedFen: refundedFen(all) });
  return payment;
};

/** To the payer's balance; what WeChat had advanced goes back to WeChat, and all of it ends the debt [assumed]. */
const giveBack = (deps: ServiceDeps, payment: RefundablePayment, { request }: Refund): void => {
  const { world } = deps;
  const order = world.orders.get(payment.key);
  if (order?.debtState === 'DEBT') return clearDebt(deps, order);
  const payer = payment.payerOpenid === undefined ? undefined : world.payers.get(payment.payerOpenid);
  if (payer !== undefined && payment.toBalance)
    world.payers.put(payer.openid, { ...payer, balanceFen: payer.balanceFen + request.refundFen });
};

const clearDebt = (deps: ServiceDeps, order: Order): void => {
  const { world, settings, clock } = deps;
  if (!settings.fullRefundClearsDebt || (order.refundedFen ?? 0) < order.request.amountFen) return;
  world.orders.put({ ...order, debtState: 'NOT_DEBT', debtClearedAt: clock.now() });
  unblockDebtor(deps, order.userId);
};
