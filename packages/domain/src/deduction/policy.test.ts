import { describe, expect, it } from 'vitest';
import { type BeijingDay, fromRfc3339, toRfc3339 } from '../kernel/civil-date.ts';
import { hour, type Instant, later, minute, second } from '../kernel/instant.ts';
import type { Deduction, DeductionStatus } from './deduction.ts';
import { defaultCalendar } from '../calendar/index.ts';
import { defaultPolicy, nextDueAt } from './policy.ts';
import { nextRetryAt, releasableAt, sendableAt } from './re-deduction.ts';

const at = (text: string): Instant => {
  const instant = fromRfc3339(`${text}+08:00`);
  if (instant === undefined) throw new Error(text);
  return instant;
};
const tried = (onDay: number, day = '2026-09-07'): Pick<Deduction, 'attempts'> => ({
  attempts: { total: onDay, day: day as BeijingDay, onDay },
});
const retry = (now: string, onDay = 1, policy = defaultPolicy): string =>
  toRfc3339(nextRetryAt(tried(onDay), at(now), policy)).slice(0, 19);

// 2026-09-07 is a Monday.
describe('re-deduction (INV-33)', () => {
  it.each([
    ['inside a window: after half an hour', '2026-09-07T11:40:20', 1, '2026-09-07T12:10:20'],
    ['half an hour ends outside: the next window', '2026-09-07T13:40:00', 1, '2026-09-07T16:00:00'],
    ['the last minute is out', '2026-09-07T13:30:00', 1, '2026-09-07T16:00:00'],
    ['at night: tomorrow morning', '2026-09-07T23:30:00', 1, '2026-09-08T06:00:00'],
    ['over midnight: half an hour later is early', '2026-09-07T23:50:00', 1, '2026-09-08T06:00:00'],
    ['on Friday evening: Monday (BAD-57)', '2026-09-11T20:10:00', 1, '2026-09-14T06:00:00'],
    ['on a Sunday: Monday (BAD-57)', '2026-09-06T12:00:00', 1, '2026-09-07T06:00:00'],
    ['five attempts today: tomorrow', '2026-09-07T11:40:00', 5, '2026-09-08T06:00:00'],
    ['five attempts yesterday: today', '2026-09-08T06:10:00', 5, '2026-09-08T06:40:00'],
  ])('%s', (_, now, onDay, expected) => {
    expect(retry(now, onDay)).toBe(expected);
  });
  it('a calendar without school days is looked at again tomorrow', () => {
    const holidays = { ...defaultPolicy, calendar: { ...defaultCalendar, weekdays: [] } };
    expect(retry('2026-09-07T11:40:00', 1, holidays)).toBe('2026-09-08T12:00:00');
  });
});

describe('when a person may have it tried again (BAD-57)', () => {
  it.each([
    ['inside a window: now', '2026-09-07T11:40:20', 1, '2026-09-07T11:40:20'],
    ['between two: the next', '2026-09-07T14:00:00', 1, '2026-09-07T16:00:00'],
    ['at 23:30: tomorrow morning', '2026-09-07T23:30:00', 1, '2026-09-08T06:00:00'],
    ['on a Sunday: Monday', '2026-09-06T12:00:00', 1, '2026-09-07T06:00:00'],
    ['five attempts today: tomorrow', '2026-09-07T11:40:00', 5, '2026-09-08T06:00:00'],
    ['five attempts yesterday: now', '2026-09-08T06:10:00', 5, '2026-09-08T06:10:00'],
    ['never tried: now, whatever the hour', '2026-09-06T23:30:00', 0, '2026-09-06T23:30:00'],
  ])('%s', (_, now, onDay, expected) => {
    expect(toRfc3339(releasableAt({ ...tried(onDay), saleAt: at(now) }, at(now), defaultPolicy)).slice(0, 19)).toBe(
      expected,
    );
  });
});

describe('when a request may leave, however late the worker is (BAD-57)', () => {
  const night = '2026-09-07T23:30:00';
  it.each<[DeductionStatus, Partial<Deduction>, string]>([
    ['received', tried(0), night],
    ['received', tried(1), '2026-09-08T06:00:00'],
    ['failed', { ...tried(1), reason: 'insufficient: NOTENOUGH' }, '2026-09-08T06:00:00'],
    ['failed', { ...tried(1), reason: 'not-found' }, night],
    ['failed', { ...tried(1), reason: 'closed' }, night],
  ])('%s %j at 23:30', (status, changed, expected) => {
    const deduction = { status, saleAt: at(night), ...changed } as Deduction;
    expect(toRfc3339(sendableAt(deduction, at(night), defaultPolicy)).slice(0, 19)).toBe(expected);
  });
});

describe('when the worker looks again', () => {
  const now = at('2026-09-07T11:40:00');
  const sentAgo = (ms: number): Partial<Deduction> => ({ ...tried(1), request: 'a1', lastAttemptAt: later(now, -ms) });
  const due = (status: DeductionStatus, changed: Partial<Deduction> = {}): number | undefined => {
    const deduction = { status, saleAt: now, queries: 0, attempts: { total: 0, onDay: 0 }, ...changed } as Deduction;
    const next = nextDueAt(deduction, now, defaultPolicy);
    return next === undefined ? undefined : next - now;
  };
  it.each<[DeductionStatus, Partial<Deduction>, number | undefined]>([
    ['received', {}, 0],
    ['reserved', {}, 0],
    ['in-flight', {}, 2 * second],
    ['unknown', { queries: 3 }, 30 * second],
    ['unknown', { queries: 99 }, hour],
    ['failed', { reason: 'insufficient: NOTENOUGH' }, 30 * minute],
    ['failed', { reason: 'not-found', ...tried(1) }, 0],
    ['failed', { reason: 'closed', ...tried(4) }, 0],
    ['advanced', {}, 6 * hour],
    ['held', {}, undefined],
    ['held', sentAgo(0), hour],
    ['held', sentAgo(hour), 5 * hour],
    ['dead', sentAgo(24 * hour), hour],
    ['held', sentAgo(25 * hour), 0], // first held after the last moment: asked once all the same
    ['held', { ...tried(1), lastAttemptAt: now }, undefined], // another number, not sent yet
    ['paid', {}, undefined],
    ['repaid', {}, undefined],
    ['refunded', {}, undefined],
    ['dead', {}, undefined],
  ])('%s %j', (status, changed, expected) => {
    expect(due(status, changed)).toBe(expected);
  });
  it.each<[DeductionStatus, Partial<Deduction>]>([
    ['received', {}],
    ['failed', { reason: 'closed' }],
    ['failed', { reason: 'not-found' }],
  ])('%s %j with five attempts today waits for tomorrow, not for the next moment', (status, changed) => {
    expect(due(status, { ...changed, ...tried(5) })).toBe(at('2026-09-08T06:00:00') - now);
  });
  it('a policy without waits still waits', () => {
    const deduction = { status: 'unknown', queries: 0, attempts: { total: 1, onDay: 1 } } as Deduction;
    expect(nextDueAt(deduction, now, { ...defaultPolicy, queryWaitsMs: [] })).toBe(now + minute);
  });
});
