import * as E from 'fp-ts/lib/Either.js';
import type { PayscoreSettings } from '../payscore-settings.ts';
import { finalItemsFault, totalFault } from './payscore-amounts.ts';
import { isCollecting, type PayscoreItem, type PayscoreOrder } from './payscore-order.ts';
import { type PayscoreRefusal, refusals, wrongState } from './payscore-refusal.ts';
import { serviceStartOf } from './payscore-time-rules.ts';
import { readCompactTime } from './payscore-time.ts';

type Decided = E.Either<PayscoreRefusal, PayscoreOrder>;

interface ChangeFacts {
  readonly now: number;
  readonly settings: PayscoreSettings;
  readonly order: PayscoreOrder;
  readonly canonical: string;
}

export interface PayscoreModification {
  readonly post_payments: readonly PayscoreItem[];
  readonly post_discounts?: readonly PayscoreItem[] | undefined;
  readonly total_amount: number;
}

/** Lowers what is collected (`payscore-wire.md` §4.5): strictly, each time, while nothing is paid or being charged. */
export const decidePayscoreModify = (facts: ChangeFacts & { readonly request: PayscoreModification }): Decided => {
  const { now, settings, order, request, canonical } = facts;
  const { post_payments: postPayments, post_discounts: postDiscounts, total_amount: totalFen } = request;
  if (!isCollecting(order)) return E.left({ ...refusals.onlyWhilePending, code: settings.payscoreWrongStateCode });
  if (order.depositFen !== undefined) return E.left(refusals.depositPaid);
  if (order.deduction?.running !== undefined) return E.left(refusals.beingCharged);
  if (order.accepted.modify === canonical) return E.right(order);
  const fault =
    finalItemsFault(postPayments, postDiscounts) ??
    totalFault(totalFen, postPayments, postDiscounts) ??
    (totalFen >= (order.totalFen ?? 0) ? refusals.notLower : undefined);
  if (fault !== undefined) return E.left(fault);
  const { postDiscounts: _, ...rest } = order;
  const lowered: PayscoreOrder = {
    ...rest,
    postPayments,
    ...(postDiscounts !== undefined && { postDiscounts }),
    totalFen,
    accepted: { ...order.accepted, modify: canonical },
  };
  return E.right(totalFen === 0 ? ended(lowered, 'DONE', now) : lowered);
};

/** Gives up an order (§4.3). After completion two sources disagree: a switch. */
export const decidePayscoreCancel = ({ now, settings, order, canonical }: ChangeFacts): Decided => {
  switch (order.state) {
    case 'DONE':
      return E.left(refusals.done);
    case 'REVOKED':
      return order.accepted.cancel === canonical ? E.right(order) : E.left(refusals.canceled);
    case 'EXPIRED':
      return E.left(refusals.canceled);
    case 'CREATED':
    case 'DOING':
      if (order.deduction?.running !== undefined) return E.left(refusals.beingCharged);
      if (isCollecting(order) && settings.payscoreCancelAfterComplete === 'refuse')
        return E.left(refusals.cannotCancel);
      return E.right({
        ...ended(order, 'REVOKED', now),
        totalFen: 0,
        accepted: { ...order.accepted, cancel: canonical },
      });
  }
};

/** Paid through the merchant's own channel (§4.6): ends the collection; the same again is answered alike. */
export const decidePayscoreSync = (facts: ChangeFacts & { readonly paidTime: string }): Decided => {
  const { now, settings, order, canonical } = facts;
  if (order.state === 'DONE') return order.accepted.sync === canonical ? E.right(order) : E.left(refusals.done);
  if (order.state === 'REVOKED') return E.left(refusals.canceled);
  if (order.state === 'EXPIRED') return E.left(refusals.expired);
  if (!isCollecting(order))
    return E.left(wrongState(settings.payscoreWrongStateCode, order.state === 'CREATED' ? 271_302_332 : 271_302_262));
  if (order.deduction?.running !== undefined) return E.left(refusals.beingCharged);
  const time = readCompactTime(facts.paidTime);
  if (time === undefined) return E.left(refusals.paidTime);
  const paidAt = settings.payscoreDayPaidTime === 'start' ? time.startAt : time.endAt;
  const since = Math.max(serviceStartOf(order), order.completedAt ?? 0);
  if (paidAt <= since || paidAt > now) return E.left(refusals.paidTime);
  return E.right({
    ...ended(order, 'DONE', now),
    payment: { amountFen: order.totalFen ?? 0, paidType: 'MCH', paidAt },
    accepted: { ...order.accepted, sync: canonical },
  });
};

/** No longer collected, and final. */
export const ended = (order: PayscoreOrder, state: 'DONE' | 'REVOKED' | 'EXPIRED', now: number): PayscoreOrder => {
  const { description: _, ...rest } = order;
  return { ...rest, state, endedAt: now };
};
