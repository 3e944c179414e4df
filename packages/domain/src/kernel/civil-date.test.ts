import { describe, expect, it } from 'vitest';
import {
  type BeijingDay,
  dayOf,
  daysAfter,
  fromRfc3339,
  minuteOfDay,
  parseBeijingDay,
  startOf,
  toRfc3339,
  weekdayOf,
} from './civil-date.ts';
import { Instant, later, msBetween } from './instant.ts';

const at = (iso: string): Instant => Instant.of(Date.parse(iso));
const day = (text: string): BeijingDay => text as BeijingDay;

describe('days of Beijing (INV-27)', () => {
  it.each([
    ['2026-09-01T15:59:59.999Z', '2026-09-01'],
    ['2026-09-01T16:00:00.000Z', '2026-09-02'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
    ['2027-02-28T16:00:00.000Z', '2027-03-01'],
    ['1969-12-31T15:59:59.999Z', '1969-12-31'],
    ['2000-02-29T00:00:00.000Z', '2000-02-29'],
  ])('%s is %s', (iso, expected) => {
    expect(dayOf(at(iso))).toBe(expected);
  });
  it('a day starts at midnight there', () => {
    expect(startOf(day('2026-09-02'))).toBe(at('2026-09-01T16:00:00Z'));
  });
  it('counts over months, years and 29 February', () => {
    expect(daysAfter(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(daysAfter(day('2027-12-31'), 1)).toBe('2028-01-01');
    expect(daysAfter(day('2028-03-01'), -1)).toBe('2028-02-29');
  });
  it('knows the weekday and the minute', () => {
    expect(weekdayOf(day('2026-09-06'))).toBe(0);
    expect(weekdayOf(day('2026-09-07'))).toBe(1);
    expect(weekdayOf(day('1969-12-28'))).toBe(0);
    expect(minuteOfDay(at('2026-09-01T03:40:59Z'))).toBe(11 * 60 + 40);
  });
  it.each(['2027-02-29', '2026-13-01', '2026-00-10', '2026-9-1', '1969-12-31', '', '2026-04-31'])(
    '%j is no day (BAD-50)',
    (text) => {
      expect(parseBeijingDay(text)).toBeUndefined();
    },
  );
  it('takes a real one', () => {
    expect(parseBeijingDay('2028-02-29')).toBe('2028-02-29');
  });
});

describe('times on the wire', () => {
  it('are RFC 3339 in Beijing time', () => {
    expect(toRfc3339(at('2026-09-01T03:40:05.007Z'))).toBe('2026-09-01T11:40:05.007+08:00');
  });
  it.each([
    ['2026-09-01T11:40:05+08:00', '2026-09-01T03:40:05Z'],
    ['2026-09-01T03:40:05Z', '2026-09-01T03:40:05Z'],
    ['2026-09-01T03:40:05.1234567Z', '2026-09-01T03:40:05.123Z'],
    ['2026-08-31T22:10:05-05:30', '2026-09-01T03:40:05Z'],
  ])('reads %s', (text, same) => {
    expect(fromRfc3339(text)).toBe(at(same));
  });
  it.each([
    '2026-09-01T24:00:00Z',
    '2026-09-01T11:60:00Z',
    '2026-09-01T11:40:60Z',
    '2027-02-29T11:40:00Z',
    '2026-09-01T11:40:00',
    '2026-09-01T11:40:00+24:00',
    '2026-09-01T11:40:00+08:60',
    '2026-09-01 11:40:00Z',
    'yesterday',
  ])('does not read %s', (text) => {
    expect(fromRfc3339(text)).toBeUndefined();
  });
});

describe('Instant', () => {
  it('is whole milliseconds', () => {
    expect(later(Instant.of(5), 1.6)).toBe(7);
    expect(msBetween(Instant.of(5), Instant.of(3))).toBe(-2);
    expect(() => Instant.of(0.5)).toThrow('not an instant');
    expect(Instant.is('5')).toBe(false);
    expect(Instant.is(8_640_000_000_000_001)).toBe(false);
  });
});
