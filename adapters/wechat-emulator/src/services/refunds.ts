import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { MoneyTruthViolated } from '../money-truth/check-money-truth.ts';
import { decideRefund, type RefundFacts } from '../money-truth/decide-refund.ts';
import type { DeductRefusal } from '../money-truth/deduct-verdict.ts';
import { keyOfRequest, orderKey, type Order } from '../money-truth/order.ts';
import { acceptedFen, type Refund, refundedFen, refundKey, type RefundRequestFacts } from '../money-truth/refund.ts';
import { unblockDebtor } from './payers.ts';
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
  const orderOf = ({ subMchid, transactionId, outTradeNo }: RefundRequestFacts): Order | undefined => {
    const order =
      transactionId === undefined
        ? world.orders.get(orderKey(keyRoom.keys().mchid, subMchid, outTradeNo ?? ''))
        : world.orders.ofTransaction(transactionId);
    return order?.request.subMchid === subMchid ? order : undefined;
  };
  return {
    submit: (request, options) => {
      const order = orderOf(request);
      const known = world.refunds.get(refundKey(request.subMchid, request.outRefundNo));
      const refundsOfOrder = order === undefined ? [] : world.refunds.ofOrder(keyOfRequest(order.request));
      const now = clock.now();
      return pipe(
        decideRefund({ ...options, now, settings, request, order, known, refundsOfOrder, refundId: ids.refundId() }),
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
  const before = keep(deps, ended);
  if (endsAs === 'SUCCESS') giveBack(deps, before, ended);
  deps.tell.refundEnded(ended, before, now);
  return ended;
};

/** Recounts INV-30 before anything is kept; returns the order with its sums. */
const keep = ({ world }: ServiceDeps, refund: Refund): Order => {
  world.refunds.put(refund);
  const order = world.orders.get(refund.orderKey);
  if (order === undefined) throw new MoneyTruthViolated(`INV-30 a refund of no order: ${refund.request.outRefundNo}`);
  const all = world.refunds.ofOrder(refund.orderKey);
  const summed: Order = { ...order, acceptedRefundFen: acceptedFen(all), refundedFen: refundedFen(all) };
  if (acceptedFen(all) > order.request.amountFen)
    throw new MoneyTruthViolated(`INV-30 more refunded than paid: ${order.request.outTradeNo}`);
  world.orders.put(summed);
  return summed;
};

/** To the payer's balance; what WeChat had advanced goes back to WeChat, and all of it ends the debt [assumed]. */
const giveBack = (deps: ServiceDeps, order: Order, { request }: Refund): void => {
  const { world, settings } = deps;
  if (order.debtState === 'DEBT') {
    if (!settings.fullRefundClearsDebt || (order.refundedFen ?? 0) < order.request.amountFen) return;
    world.orders.put({ ...order, debtState: 'NOT_DEBT', debtClearedAt: deps.clock.now() });
    unblockDebtor(deps, order.userId);
    return;
  }
  const payer = order.payerOpenid === undefined ? undefined : world.payers.get(order.payerOpenid);
  if (payer !== undefined && order.bankType === 'OTHERS')
    world.payers.put(payer.openid, { ...payer, balanceFen: payer.balanceFen + request.refundFen });
};
