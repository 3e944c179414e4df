import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateTimeToMs, msToDateTime } from './date-time.ts';

describe('date-time', () => {
  it.each([
    ['2022-09-01T11:42:07+08:00', Date.UTC(2022, 8, 1, 3, 42, 7)],
    ['2022-09-01T03:42:07Z', Date.UTC(2022, 8, 1, 3, 42, 7)],
    ['2022-09-01T03:42:07.25Z', Date.UTC(2022, 8, 1, 3, 42, 7, 250)],
    ['2024-02-29T00:00:00+08:00', Date.UTC(2024, 1, 28, 16)],
    ['2022-08-31T22:12:07-05:30', Date.UTC(2022, 8, 1, 3, 42, 7)],
  ])('%s', (text, ms) => {
    expect(dateTimeToMs(text)).toBe(ms);
  });

  it.each([
    '',
    '2022-09-01',
    '2022-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2022-13-01T00:00:00Z',
    '2022-09-01T24:00:00Z',
    '2022-09-01T11:42:07',
    '20220901114207',
    '2022-09-01T11:42:07+25:00',
  ])('"%s" is no time', (text) => {
    expect(dateTimeToMs(text)).toBeUndefined();
  });

  it('writes Beijing time and reads it back to the second', () => {
    expect(msToDateTime(Date.UTC(2022, 8, 1, 23, 59, 59, 999))).toBe('2022-09-02T07:59:59+08:00');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(dateTimeToMs(msToDateTime(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });
});
