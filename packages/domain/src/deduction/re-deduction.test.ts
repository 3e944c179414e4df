import { describe, expect, it } from 'vitest';
import { type BeijingDay, fromRfc3339, toRfc3339 } from '../kernel/civil-date.ts';
import { hour, type Instant, later, minute, second } from '../kernel/instant.ts';
import { defaultCalendar, type SchoolCalendar } from '../calendar/index.ts';
import type { Deduction } from './deduction.ts';
import { defaultPolicy, nextDueAt } from './policy.ts';
import { policyFor, releasableAt, sendableAt } from './re-deduction.ts';

const at = (text: string): Instant => {
  const instant = fromRfc3339(`${text}+08:00`);
  if (instant === undefined) throw new Error(text);
  return instant;
};
const shown = (instant: Instant | undefined): string => (instant === undefined ? '' : toRfc3339(instant).slice(5, 16));
const sold = (saleAt: Instant, changed: Partial<Deduction> = {}): Deduction =>
  ({ status: 'received', saleAt, queries: 0, attempts: { total: 0, onDay: 0 }, ...changed }) as Deduction;
const lunch = at('2026-09-07T12:30:00'); // a Monday

describe('a first submission more than two hours after the sale counts as re-deduction (INV-33, FAQ 5.9)', () => {
  it.each([
    ['two hours to the millisecond: at once', 2 * hour, '09-07T14:30'],
    ['one millisecond more: in the next window', 2 * hour + 1, '09-07T16:00'],
    ['in the evening: the next morning, never at night', 10 * hour, '09-08T06:00'],
    ['in a window already: at once', 4 * hour, '09-07T16:30'],
    ['after the weekend began: on Monday', 5 * 24 * hour, '09-14T06:00'],
  ])('%s', (_, ageMs, expected) => {
    const now = later(lunch, ageMs);
    for (const next of [sendableAt, releasableAt, nextDueAt])
      expect(shown(next(sold(lunch), now, defaultPolicy))).toBe(expected);
  });
  it.each(['not-found', 'closed'])('and so does a number that WeChat never had (%s)', (reason) => {
    const failed = sold(lunch, { status: 'failed', reason, attempts: { total: 1, onDay: 1 } });
    expect(shown(sendableAt(failed, later(lunch, 2 * hour), defaultPolicy))).toBe('09-07T14:30');
    expect(shown(nextDueAt(failed, later(lunch, 2 * hour), defaultPolicy))).toBe('09-07T14:30');
    expect(shown(sendableAt(failed, later(lunch, 3 * hour), defaultPolicy))).toBe('09-07T16:00');
    expect(shown(nextDueAt(failed, later(lunch, 3 * hour), defaultPolicy))).toBe('09-07T16:00');
  });
  it('is configurable', () => {
    const patient = { ...defaultPolicy, firstWithinMs: 12 * hour };
    expect(shown(sendableAt(sold(lunch), later(lunch, 10 * hour), patient))).toBe('09-07T22:30');
    const hasty = { ...defaultPolicy, firstWithinMs: 0 };
    expect(shown(sendableAt(sold(lunch), later(lunch, 2 * hour), hasty))).toBe('09-07T16:00');
  });
  it('with five attempts of the day behind it: tomorrow', () => {
    const tried = { attempts: { total: 5, onDay: 5, day: '2026-09-07' as BeijingDay } };
    expect(shown(sendableAt(sold(lunch, tried), at('2026-09-07T16:30:00'), defaultPolicy))).toBe('09-08T06:00');
  });
});

const released = (lastAttemptAt: Instant): Deduction =>
  sold(lunch, { lastAttemptAt, attempts: { total: 1, onDay: 1, day: '2026-09-07' as BeijingDay } });
describe('let go by a person a moment after WeChat refused it (INV-12)', () => {
  const inWindow = at('2026-09-07T16:30:00');
  it('the next request leaves when no copy of the last one can be on its way', () => {
    for (const next of [sendableAt, nextDueAt]) {
      expect(next(released(inWindow), later(inWindow, 5), defaultPolicy)).toBe(later(inWindow, 70 * second));
      expect(next(released(inWindow), later(inWindow, 70 * second), defaultPolicy)).toBe(later(inWindow, 70 * second));
      expect(next(released(inWindow), later(inWindow, 2 * minute), defaultPolicy)).toBe(later(inWindow, 2 * minute));
    }
  });
  it('and not outside a window, where that moment lies outside of it', () => {
    const lastMoment = at('2026-09-07T19:59:59');
    for (const next of [sendableAt, nextDueAt])
      expect(shown(next(released(lastMoment), lastMoment, defaultPolicy))).toBe('09-08T06:00');
  });
});

describe('the calendar of a school (INV-33)', () => {
  const calendar: SchoolCalendar = {
    windows: [{ from: 11 * 60, to: 14 * 60 }],
    weekdays: [1, 2, 3, 4, 5],
    holidays: ['2026-10-01', '2026-10-02'] as BeijingDay[],
    extraSchoolDays: ['2026-10-10'] as BeijingDay[],
  };
  const failed = sold(lunch, { status: 'failed', reason: 'insufficient', attempts: { total: 1, onDay: 1 } });
  it.each([
    ['in its window', '2026-09-08T11:00:00', '09-08T11:00'],
    ['its last minute', '2026-09-08T13:59:00', '09-08T13:59'],
    ['the minute after', '2026-09-08T14:00:00', '09-09T11:00'],
    ['on the eve of two holidays and a weekend', '2026-09-30T14:00:00', '10-05T11:00'],
    ['on a Saturday that is worked (调休)', '2026-10-10T12:00:00', '10-10T12:00'],
    ['on a Saturday that is not', '2026-10-17T12:00:00', '10-19T11:00'],
  ])('%s', (_, now, expected) => {
    expect(shown(sendableAt(failed, at(now), policyFor({ calendar }, defaultPolicy)))).toBe(expected);
  });
  it('replaces the policy’s, and nothing else of it; without one the policy’s holds', () => {
    expect(policyFor({ calendar }, defaultPolicy)).toEqual({ ...defaultPolicy, calendar });
    expect(policyFor({}, defaultPolicy)).toBe(defaultPolicy);
    expect(policyFor(undefined, defaultPolicy).calendar).toBe(defaultCalendar);
  });
  it('may name its windows in any order', () => {
    const windows = [...defaultCalendar.windows].toReversed();
    const policy = policyFor({ calendar: { ...defaultCalendar, windows } }, defaultPolicy);
    expect(shown(sendableAt(failed, at('2026-09-08T05:00:00'), policy))).toBe('09-08T06:00');
    expect(shown(nextDueAt(failed, later(at('2026-09-08T07:30:00'), minute), policy))).toBe('09-08T11:00');
  });
});
