import { describe, expect, it } from 'vitest';
import { fromRfc3339, minuteOfDay, toRfc3339 } from '../kernel/civil-date.ts';
import { hour, Instant, later, minute } from '../kernel/instant.ts';
import { defaultQuietHours, tellableAt } from './quiet-hours.ts';

const at = (text: string): Instant => fromRfc3339(`${text}+08:00`) ?? Instant.of(0);

describe('FAQ Q2: nobody is told anything in the quiet hours', () => {
  it.each([
    ['2026-09-07T20:59:59', '2026-09-07T20:59:59'],
    ['2026-09-07T21:00:00', '2026-09-08T07:00:00'],
    ['2026-09-07T23:59:59', '2026-09-08T07:00:00'],
    ['2026-09-08T00:00:00', '2026-09-08T07:00:00'],
    ['2026-09-08T06:59:59', '2026-09-08T07:00:00'],
    ['2026-09-08T07:00:00', '2026-09-08T07:00:00'],
  ])('%s: at %s', (now, expected) => {
    expect(toRfc3339(tellableAt(at(now), defaultQuietHours)).slice(0, 19)).toBe(expected);
  });
  it('within a day, and none at all', () => {
    const noon = { quietHours: { from: 12 * 60, to: 14 * 60 } };
    expect(tellableAt(at('2026-09-07T12:30:00'), noon)).toBe(at('2026-09-07T14:00:00'));
    expect(tellableAt(at('2026-09-07T11:59:00'), noon)).toBe(at('2026-09-07T11:59:00'));
    expect(tellableAt(at('2026-09-07T23:00:00'), {})).toBe(at('2026-09-07T23:00:00'));
  });
  it('whenever it happens, it is told outside of them, within a day, and not before it happened', () => {
    const minutes = [0, 1, 419, 420, 719, 1259, 1439];
    for (const from of minutes)
      for (const to of minutes)
        for (const minuteNow of [...minutes, 2, 418, 1260, 1438]) {
          const now = later(at('2026-09-07T00:00:00'), minuteNow * minute);
          const policy = { quietHours: { from, to } };
          const tellable = tellableAt(now, policy);
          expect(tellable).toBeGreaterThanOrEqual(now);
          expect(tellable - now).toBeLessThanOrEqual(24 * hour);
          expect(tellableAt(tellable, policy)).toBe(tellable);
          expect(tellable === now || minuteOfDay(tellable) === to).toBe(true);
        }
  });
});
