import { hour, type Instant, later, msBetween } from '../kernel/instant.ts';
import type { Deduction, DeductionCommand, DeductionEvent } from './deduction.ts';

/** Asking about sales that wait for a person or were given up after they were sent: WeChat may still charge them (F-19, F-22). */
export interface LateQueryPolicy {
  /**
   * When WeChat is asked once more, counted from the last attempt: it may charge up to a day later and tell nobody. The
   * last of them must have got a verified answer, or it is asked again.
   */
  readonly lateQueriesMs: readonly number[];
  /** A late query that got no verified answer is repeated after so long. */
  readonly lateQueryRepeatMs: number;
  /** So long after the last attempt it is repeated no more: an alarm (INV-99). */
  readonly lateQueriesMaxMs: number;
}
export const defaultLateQueries: LateQueryPolicy = {
  lateQueriesMs: [hour, 6 * hour, 25 * hour],
  lateQueryRepeatMs: hour,
  lateQueriesMaxMs: 30 * 24 * hour,
};

/** When a held or dead sale is asked about next, after this command; nothing where a verified answer ended it. */
export const lateQueryAt = (
  { lastAttemptAt, request }: Deduction,
  now: Instant,
  policy: LateQueryPolicy,
  after?: DeductionCommand,
): Instant | undefined => {
  if (lastAttemptAt === undefined || request === undefined) return undefined; // this number was never sent
  const momentAfter = (from: Instant): Instant | undefined => {
    const wait = policy.lateQueriesMs.find((ms) => later(lastAttemptAt, ms) > from);
    return wait === undefined ? undefined : later(lastAttemptAt, wait);
  };
  if (after?.type === 'RecordQuery' && isVerified(after)) return momentAfter(after.at);
  if (after?.type === 'RecordQuery' || after?.type === 'LoseAnswer')
    return isTooOld(after.at, lastAttemptAt, policy.lateQueriesMaxMs)
      ? undefined
      : later(now, policy.lateQueryRepeatMs);
  return momentAfter(now) ?? now; // held later than every moment: asked once all the same
};

/** No verified answer for a month: a person has to look it up in WeChat's bill. */
export const endOfLateQueries = (
  command: Extract<DeductionCommand, { type: 'RecordQuery' | 'LoseAnswer' }>,
  { status, lastAttemptAt, request }: Deduction,
): readonly DeductionEvent[] =>
  (status === 'held' || status === 'dead') &&
  request !== undefined &&
  lastAttemptAt !== undefined &&
  command.lateQueriesMaxMs !== undefined &&
  !isVerified(command) &&
  isTooOld(command.at, lastAttemptAt, command.lateQueriesMaxMs)
    ? [{ type: 'LateQueriesEnded', at: command.at }]
    : [];

/** An answer that says how it stands. One that fits us not at all has its own alarm, and needs no second one every hour. */
const isVerified = (command: DeductionCommand): boolean => {
  if (command.type !== 'RecordQuery') return false;
  const { type } = command.answer;
  return type === 'Declined' || type === 'Closed' || type === 'NotFound' || type === 'Settled';
};

const isTooOld = (at: Instant, lastAttemptAt: Instant, maxMs: number): boolean => msBetween(lastAttemptAt, at) >= maxMs;
