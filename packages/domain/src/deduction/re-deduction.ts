import { nextInWindow, type SchoolCalendar } from '../calendar/index.ts';
import { dayOf, daysAfter, startOf } from '../kernel/civil-date.ts';
import { hour, Instant, later, minute, msBetween } from '../kernel/instant.ts';
import type { Deduction } from './deduction.ts';

/** Re-deduction (补扣, INV-33). */
export interface ReDeductionPolicy {
  /** At most 5 attempts an order and day; WeChat refuses the sixth. */
  readonly attemptsMaxPerDay: number;
  readonly retryWaitMs: number;
  /** A first request later than this after the sale is a re-deduction, too: no family is charged at night for lunch. */
  readonly firstWithinMs: number;
  /** Of organizations that have set none of their own. */
  readonly calendar: SchoolCalendar;
}
export const defaultReDeduction: Omit<ReDeductionPolicy, 'calendar'> = {
  attemptsMaxPerDay: 5,
  retryWaitMs: 30 * minute,
  firstWithinMs: 2 * hour,
};

/** The policy as it holds for one school: with its own windows and school days, where it has set them. */
export const policyFor = <P extends ReDeductionPolicy>(
  organization: { readonly calendar?: SchoolCalendar } | undefined,
  policy: P,
): P => (organization?.calendar === undefined ? policy : { ...policy, calendar: organization.calendar });

type Tried = Pick<Deduction, 'attempts' | 'saleAt'>;
type Sent = Pick<Deduction, 'status' | 'reason' | 'lastAttemptAt'>;
interface OnItsWay {
  /** How long a request may still be on its way after it was sent (INV-12). */
  readonly inFlightMs: number;
}

/** The next moment inside a window of a school day with an attempt left. */
export const nextRetryAt = (deduction: Pick<Deduction, 'attempts'>, now: Instant, policy: ReDeductionPolicy): Instant =>
  windowFrom(deduction, later(now, policy.retryWaitMs), policy);

/** When a person may have it tried again: now, or in the next window where it was tried before or is of long ago (BAD-57). */
export const releasableAt = (deduction: Tried, now: Instant, policy: ReDeductionPolicy): Instant =>
  deduction.attempts.total === 0 && !isLate(deduction, now, policy) ? now : windowFrom(deduction, now, policy);

/**
 * When its next request may leave, however late the worker comes to it (BAD-57). A generation that never reached WeChat, or
 * a fresh one, is no re-deduction, unless the sale was too long ago.
 */
export const sendableAt = (deduction: Tried & Sent, now: Instant, policy: ReDeductionPolicy & OnItsWay): Instant => {
  const from = clearAt(deduction, now, policy);
  return isFresh(deduction) && !isLate(deduction, from, policy) ? from : releasableAt(deduction, from, policy);
};

/** When what is no re-deduction goes: at once, with an attempt of the day left. */
export const soonestAt = (deduction: Deduction, now: Instant, policy: ReDeductionPolicy & OnItsWay): Instant => {
  const from = clearAt(deduction, now, policy);
  if (isLate(deduction, from, policy)) return windowFrom(deduction, from, policy);
  const { day, onDay } = deduction.attempts;
  return day === dayOf(from) && onDay >= policy.attemptsMaxPerDay ? nextRetryAt(deduction, from, policy) : from;
};

/** A person may let go what WeChat refused a moment ago: a copy of that request may still be on its way (INV-12). */
const clearAt = ({ status, lastAttemptAt }: Sent, now: Instant, { inFlightMs }: OnItsWay): Instant =>
  status === 'received' && lastAttemptAt !== undefined
    ? Instant.of(Math.max(now, later(lastAttemptAt, inFlightMs)))
    : now;

export const isFresh = ({ status, reason }: Pick<Deduction, 'status' | 'reason'>): boolean =>
  status === 'failed' && (reason === 'not-found' || reason === 'closed');

const isLate = ({ saleAt }: Tried, now: Instant, { firstWithinMs }: ReDeductionPolicy): boolean =>
  msBetween(saleAt, now) > firstWithinMs;

const windowFrom = (
  { attempts }: Pick<Deduction, 'attempts'>,
  soonest: Instant,
  policy: ReDeductionPolicy,
): Instant => {
  const { day, onDay } = attempts;
  const usedUp = day !== undefined && onDay >= policy.attemptsMaxPerDay;
  return nextInWindow(usedUp && dayOf(soonest) <= day ? startOf(daysAfter(day, 1)) : soonest, policy.calendar);
};
