import { defaultCalendar } from '../calendar/index.ts';
import type { DenyPolicy, TerminationPolicy } from '../face-user/index.ts';
import type { MerchantLimitPolicy } from '../limits/index.ts';
import type { SignUpPolicy } from '../sign-up/index.ts';
import { hour, type Instant, later, minute, second } from '../kernel/instant.ts';
import type { Deduction, DeductionCommand } from './deduction.ts';
import { defaultQuietHours, type QuietHoursPolicy } from '../person-notice/quiet-hours.ts';
import { defaultSweep, type SweepPolicy } from '../sweep/sweep-policy.ts';
import { defaultLateQueries, lateQueryAt, type LateQueryPolicy } from './late-query.ts';
import { defaultReDeduction, isFresh, nextRetryAt, type ReDeductionPolicy, soonestAt } from './re-deduction.ts';

/** When a deduction is taken up again. Every value is a setting; the defaults are the guide's (`k12-wire.md` §6.5). */
export interface DeductionPolicy
  extends
    DenyPolicy,
    SignUpPolicy,
    TerminationPolicy,
    LateQueryPolicy,
    SweepPolicy,
    QuietHoursPolicy,
    ReDeductionPolicy,
    MerchantLimitPolicy {
  /** How long a request may still be on its way after it was sent: request timeout + 60 s (INV-12). */
  readonly inFlightMs: number;
  /** An unknown outcome older than this waits for a person. */
  readonly unknownMaxMs: number;
  /** An older sale waits for a person: its credential has died (`k12-wire.md` §6.5), and no retry goes on for ever. */
  readonly saleAgeMaxMs: number;
  readonly queryWaitsMs: readonly number[];
  readonly repaymentPollMs: number;
}
export const defaultPolicy: DeductionPolicy = {
  ...defaultReDeduction,
  calendar: defaultCalendar,
  inFlightMs: 70 * second,
  unknownMaxMs: 48 * hour,
  saleAgeMaxMs: 30 * 24 * hour,
  queryWaitsMs: [2 * second, 5 * second, 15 * second, 30 * second, minute, 5 * minute, 15 * minute, hour],
  repaymentPollMs: 6 * hour,
  ...defaultLateQueries,
  ...defaultSweep,
  ...defaultQuietHours,
  consentBelowAge: 14,
  terminateWhileOwing: 'refuse',
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
      return soonestAt(deduction, now, policy);
    case 'in-flight':
    case 'unknown': {
      const waits = policy.queryWaitsMs;
      return later(now, waits[Math.min(deduction.queries, waits.length - 1)] ?? minute);
    }
    case 'failed':
      // A generation that never reached WeChat, or a fresh one, is no re-deduction: it goes at once.
      return isFresh(deduction) ? soonestAt(deduction, now, policy) : nextRetryAt(deduction, now, policy);
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
