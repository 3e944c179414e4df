import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { fromRfc3339 } from '../kernel/civil-date.ts';
import { hour, type Instant, later, minute } from '../kernel/instant.ts';
import type { DeductionAnswer } from './answer.ts';
import { decide } from './decide.ts';
import type { Deduction, DeductionCommand, DeductionStatus } from './deduction.ts';
import { defaultPolicy, nextDueAt } from './policy.ts';

const now = fromRfc3339('2026-09-08T12:40:00+08:00') as Instant;
const { inFlightMs, unknownMaxMs, lateQueriesMaxMs } = defaultPolicy;
const sentAgo = (ms: number, status: DeductionStatus = 'held', reason = 'limit'): Deduction =>
  ({
    status,
    reason,
    queries: 0,
    request: 'a1',
    attempts: { total: 1, onDay: 0 },
    lastAttemptAt: later(now, -ms),
  }) as Partial<Deduction> as Deduction;
const queried = (answer: DeductionAnswer): DeductionCommand => ({
  type: 'RecordQuery',
  answer,
  at: now,
  inFlightMs,
  unknownMaxMs,
  lateQueriesMaxMs,
});
const noAnswer: DeductionCommand = { type: 'LoseAnswer', reason: 'timeout', at: now, unknownMaxMs, lateQueriesMaxMs };
const due = (deduction: Deduction, after?: DeductionCommand): number | undefined => {
  const at = nextDueAt(deduction, now, defaultPolicy, after);
  return at === undefined ? undefined : at - now;
};
const told = (deduction: Deduction, command: DeductionCommand): readonly string[] => {
  const decided = decide(command, deduction);
  return E.isRight(decided) ? decided.right.map(({ type }) => type) : [decided.left.type];
};
const declined: DeductionAnswer = { type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' };
const proofs: readonly DeductionAnswer[] = [{ type: 'NotFound' }, { type: 'Closed' }, declined];
const noProofs: readonly DeductionCommand[] = [
  noAnswer,
  queried({ type: 'UnderWay', state: 'USERPAYING' }),
  queried({ type: 'AlreadyPaid' }),
  queried({ type: 'Refused', code: 'SYSTEM_ERROR', words: 'x' }),
];
const month = 30 * 24 * hour;

describe('FAQ 5.6, INV-51: a sale that was sent and waits, or was given up, is asked about until WeChat says how it stands', () => {
  it.each<DeductionStatus>(['held', 'dead'])(
    '%s for the first time after the last moment: asked once, now',
    (status) => {
      expect(due(sentAgo(26 * hour, status))).toBe(0);
      expect(due(sentAgo(40 * 24 * hour, status))).toBe(0);
    },
  );
  it.each(proofs)('%j after the last moment ends it', (answer) => {
    expect(due(sentAgo(25 * hour), queried(answer))).toBeUndefined();
    expect(due(sentAgo(90 * 24 * hour, 'dead'), queried(answer))).toBeUndefined();
  });
  it.each(proofs)('%j before the last moment: asked again at the next', (answer) => {
    expect(due(sentAgo(hour + minute), queried(answer))).toBe(5 * hour - minute);
    expect(due(sentAgo(24 * hour), queried(answer))).toBe(hour);
  });
  it.each(noProofs)('%j proves nothing: asked again in an hour, however late it is', (command) => {
    for (const ms of [hour, 25 * hour, 26 * hour, month - 1]) {
      expect(due(sentAgo(ms), command)).toBe(hour);
      expect(told(sentAgo(ms), command)).toEqual([]);
    }
  });
  it.each(noProofs)('INV-99 %j a month after the last attempt: an alarm, and asked no more', (command) => {
    for (const status of ['held', 'dead'] as const) {
      expect(told(sentAgo(month, status), command)).toEqual(['LateQueriesEnded']);
      expect(due(sentAgo(month, status), command)).toBeUndefined();
    }
    expect(told(sentAgo(month, 'held', 'unknown'), command)).toEqual(['LateQueriesEnded']);
  });
  it('what was never sent is never asked about', () => {
    const { request: _, ...unsent } = sentAgo(26 * hour);
    expect(due(unsent)).toBeUndefined();
    expect(told(unsent, noAnswer)).toEqual([]);
  });
});
