import * as E from 'fp-ts/lib/Either.js';
import type { PayscoreSettings } from '../payscore-settings.ts';
import { charactersOf } from './characters.ts';
import { finalItemsFault, totalFault } from './payscore-amounts.ts';
import type { PayscoreItem, PayscoreLocation, PayscoreOrder, PayscoreTimeRange } from './payscore-order.ts';
import { mismatch, outOfRange, type PayscoreRefusal, refusals, wrongState } from './payscore-refusal.ts';
import { completeTimeFault } from './payscore-time-rules.ts';

interface PayscoreCompletion {
  readonly post_payments: readonly PayscoreItem[];
  readonly post_discounts?: readonly PayscoreItem[] | undefined;
  readonly total_amount: number;
  readonly time_range?: PayscoreTimeRange | undefined;
  readonly location?: PayscoreLocation | undefined;
  readonly device?: object | undefined;
}

export interface CompleteFacts {
  readonly now: number;
  readonly settings: PayscoreSettings;
  readonly order: PayscoreOrder;
  readonly request: PayscoreCompletion;
  readonly canonical: string;
}

/** One complete (`payscore-wire.md` §4.4, §6): once, then only the same bytes again. */
export const decidePayscoreComplete = (facts: CompleteFacts): E.Either<PayscoreRefusal, PayscoreOrder> => {
  const { order, settings, canonical } = facts;
  const same = order.accepted.complete === canonical;
  switch (order.state) {
    case 'CREATED':
      return E.left(wrongState(settings.payscoreWrongStateCode, 271_302_332));
    case 'DOING':
      if (order.description === 'USER_CONFIRM') return checked(facts);
      return same ? E.right(order) : E.left(mismatch(settings.payscoreMismatchCode));
    case 'DONE':
      return same ? E.right(order) : E.left(refusals.done);
    case 'REVOKED':
    case 'EXPIRED':
      return E.left(refusals.canceled);
  }
};

const checked = (facts: CompleteFacts): E.Either<PayscoreRefusal, PayscoreOrder> => {
  const { now, order, request } = facts;
  const { post_payments: payments, post_discounts: discounts, total_amount: total, location } = request;
  const fault =
    finalItemsFault(payments, discounts) ??
    totalFault(total, payments, discounts) ??
    (total > order.limitFen ? refusals.totalAboveLimit : undefined) ??
    (location?.end_location !== undefined && charactersOf(location.end_location) > 50
      ? outOfRange('location.end_location')
      : undefined) ??
    completeTimeFault(order, request.time_range, now);
  return fault === undefined ? E.right(completed(facts)) : E.left(fault);
};

const completed = ({ now, settings, order, request, canonical }: CompleteFacts): PayscoreOrder => {
  const { description: _, postDiscounts: __, ...rest } = order;
  const { post_payments: postPayments, post_discounts: postDiscounts, total_amount: totalFen } = request;
  const whole = {
    ...rest,
    postPayments,
    ...(postDiscounts !== undefined && { postDiscounts }),
    totalFen,
    timeRange: { ...order.timeRange, ...given(request.time_range) },
    ...(request.location !== undefined && { location: { ...order.location, ...given(request.location) } }),
    ...(request.device !== undefined && { device: { ...order.device, ...given(request.device) } }),
    accepted: { ...order.accepted, complete: canonical },
    completedAt: now,
  };
  // Nothing to collect: done at once, and nothing is told (§7).
  if (totalFen === 0) return { ...whole, state: 'DONE', endedAt: now };
  const [first = 0] = settings.payscoreDeductionWaitsMs;
  return {
    ...whole,
    state: 'DOING',
    description: 'MCH_COMPLETE',
    deduction: { attempts: [], planned: 0, nextAt: now + first },
  };
};

const given = (members: object | undefined): object =>
  Object.fromEntries(Object.entries(members ?? {}).filter(([, value]) => value !== undefined));
