import type { DenyPolicy } from '../face-user/index.ts';
import type { SignUpPolicy } from '../sign-up/index.ts';
import { type BeijingDay, dayOf, daysAfter, minuteOfDay, startOf, weekdayOf } from '../kernel/civil-date.ts';
import { hour, type Instant, later, minute, second } from '../kernel/instant.ts';
import type { Deduction, DeductionCommand } from './deduction.ts';
import { defaultLateQueries, lateQueryAt, type LateQueryPolicy } from './late-query.ts';

/** When a deduction is taken up again. Every value is a setting; the defaults are the guide's (`k12-wire.md` §6.5). */
export interface DeductionPolicy extends DenyPolicy, SignUpPolicy, LateQueryPolicy {
  /** At most 5 attempts an order and day; WeChat refuses the sixth (INV-33). */
  readonly attemptsMaxPerDay: number;
  /** How long a request may still be on its way after it was sent: request timeout + 60 s (INV-12). */
  readonly inFlightMs: number;
  /** An unknown outcome older than this waits for a person. */
  readonly unknownMaxMs: number;
  /** An older sale waits for a person: its credential has died (`k12-wire.md` §6.5), and no retry goes on for ever. */
  readonly saleAgeMaxMs: number;
  readonly queryWaitsMs: readonly number[];
  readonly retryWaitMs: number;
  /** Minutes of the Beijing day, start included, end not. */
  readonly retryWindows: readonly { readonly from: number; readonly to: number }[];
  /** 0 is Sunday. */
  readonly schoolWeekdays: readonly number[];
  readonly repaymentPollMs: number;
}
export const defaultPolicy: DeductionPolicy = {
  attemptsMaxPerDay: 5,
  inFlightMs: 70 * second,
  unknownMaxMs: 48 * hour,
  saleAgeMaxMs: 30 * 24 * hour,
  queryWaitsMs: [2 * second, 5 * second, 15 * second, 30 * second, minute, 5 * minute, 15 * minute, hour],
  retryWaitMs: 30 * minute,
  retryWindows: [
    { from: 6 * 60, to: 8 * 60 },
    { from: 11 * 60, to: 14 * 60 },
    { from: 16 * 60, to: 20 * 60 },
  ],
  schoolWeekdays: [1, 2, 3, 4, 5],
  repaymentPollMs: 6 * hour,
  ...defaultLateQueries,
  consentBelowAge: 14,
};

/** When the worker looks at it next, `after` the command that was just stored; nothing where only an event or a person moves it. */
export const nextDueAt = (
  deduction: Deduction,
  now: Instant,
  policy: DeductionPolicy,
  after?: DeductionCommand,
): Instant | undefined => {
  switch (deduction.status) {
    case 'received':
    case 'reserved':
      return atOnce(deduction, now, policy);
    case 'in-flight':
    case 'unknown': {
      const waits = policy.queryWaitsMs;
      return later(now, waits[Math.min(deduction.queries, waits.length - 1)] ?? minute);
    }
    case 'failed':
      // A generation that never reached WeChat, or a fresh one, is no re-deduction: it goes at once.
      return isFresh(deduction) ? atOnce(deduction, now, policy) : nextRetryAt(deduction, now, policy);
    case 'advanced':
      return later(now, policy.repaymentPollMs);
    case 'held':
    case 'dead':
      return lateQueryAt(deduction, now, policy, after);
    case 'paid':
    case 'repaid':
    case 'refunded':
      return undefined;
  }
};

const atOnce = (deduction: Deduction, now: Instant, policy: DeductionPolicy): Instant => {
  const { day, onDay } = deduction.attempts;
  return day === dayOf(now) && onDay >= policy.attemptsMaxPerDay ? nextRetryAt(deduction, now, policy) : now;
};

/** The next moment inside a window of a school day with an attempt left (补扣, INV-33). */
export const nextRetryAt = (deduction: Pick<Deduction, 'attempts'>, now: Instant, policy: DeductionPolicy): Instant =>
  windowFrom(deduction, later(now, policy.retryWaitMs), policy);

/** When a person may have it tried again: now, or in the next window where it was tried before (BAD-57). */
export const releasableAt = (deduction: Pick<Deduction, 'attempts'>, now: Instant, policy: DeductionPolicy): Instant =>
  deduction.attempts.total === 0 ? now : windowFrom(deduction, now, policy);

/**
 * When its next request may leave: what was tried before only in a window, however late the worker comes to it (INV-33,
 * BAD-57). A generation that never reached WeChat, or a fresh one, is no re-deduction.
 */
export const sendableAt = (deduction: Deduction, now: Instant, policy: DeductionPolicy): Instant =>
  isFresh(deduction) ? now : releasableAt(deduction, now, policy);

const isFresh = ({ status, reason }: Deduction): boolean =>
  status === 'failed' && (reason === 'not-found' || reason === 'closed');

const windowFrom = ({ attempts }: Pick<Deduction, 'attempts'>, soonest: Instant, policy: DeductionPolicy): Instant => {
  const { day, onDay } = attempts;
  const usedUp = day !== undefined && onDay >= policy.attemptsMaxPerDay;
  const from = usedUp && dayOf(soonest) <= day ? startOf(daysAfter(day, 1)) : soonest;
  for (let tried = 0; tried < 370; tried += 1) {
    const date = daysAfter(dayOf(from), tried);
    const at = inWindow(date, tried === 0 ? minuteOfDay(from) : 0, policy);
    if (at !== undefined) return tried === 0 && at < from ? from : at;
  }
  return later(startOf(daysAfter(dayOf(from), 1)), 12 * hour); // a calendar without school days: look again tomorrow
};

const inWindow = (date: BeijingDay, minuteNow: number, policy: DeductionPolicy): Instant | undefined => {
  if (!policy.schoolWeekdays.includes(weekdayOf(date))) return undefined;
  const window = policy.retryWindows.find(({ to }) => minuteNow < to);
  return window === undefined ? undefined : later(startOf(date), Math.max(window.from, minuteNow) * minute);
};
