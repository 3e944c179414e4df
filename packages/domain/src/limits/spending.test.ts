import { describe, expect, it } from 'vitest';
import { type BeijingDay, daysAfter } from '../kernel/civil-date.ts';
import type { Fen } from '../kernel/fen.ts';
import type { DeductionId } from '../kernel/ids.ts';
import { nothingSpent, release, reserve, settle, type Spending, usedOn } from './spending.ts';

const monday = '2026-09-07' as BeijingDay;
const tuesday = '2026-09-08' as BeijingDay;
const lunch = 'd1' as DeductionId;
const dinner = 'd2' as DeductionId;
const fen = (n: number): Fen => n as Fen;
const reserved = reserve(nothingSpent, { deduction: lunch, amount: fen(1_200), day: monday });

describe('spending', () => {
  it('given a reservation, then it counts', () => {
    expect(usedOn(reserved, monday)).toBe(1_200);
  });
  it('given it again for the same sale, then it counts once (INV-25)', () => {
    expect(reserve(reserved, { deduction: lunch, amount: fen(9_999), day: tuesday })).toBe(reserved);
  });
  it('given one that is open over midnight, then it counts on both days (INV-26)', () => {
    expect([usedOn(reserved, monday), usedOn(reserved, tuesday)]).toEqual([1_200, 1_200]);
    // A worker whose clock is still before midnight must see it, too.
    expect(usedOn(reserved, daysAfter(monday, -1))).toBe(1_200);
  });
  it('given it settled on Tuesday, then it counts on Tuesday only (INV-26)', () => {
    const settled = settle(reserved, lunch, fen(1_200), tuesday);
    expect([usedOn(settled, monday), usedOn(settled, tuesday)]).toEqual([0, 1_200]);
    expect(settled.open).toEqual([]);
  });
  it('given two on one day, then one sum', () => {
    const both = settle(settle(reserved, lunch, fen(1_200), monday), dinner, fen(800), monday);
    expect(both.settled).toEqual([{ day: monday, amount: 2_000 }]);
  });
  it('given it released, then nothing is used', () => {
    expect(release(reserved, lunch)).toEqual(nothingSpent);
    expect(release(reserved, dinner)).toEqual(reserved);
  });
  it('given money that moved without a reservation, then it counts all the same (F-19)', () => {
    expect(usedOn(settle(nothingSpent, lunch, fen(1_200), monday), monday)).toBe(1_200);
  });
  it('leaves one sale out where it is asked to', () => {
    expect(usedOn(reserved, monday, lunch)).toBe(0);
    expect(usedOn(reserved, monday, dinner)).toBe(1_200);
  });
  it('keeps 40 days, in order, whatever order they come in', () => {
    const days = Array.from({ length: 50 }, (_, index) => daysAfter(monday, (index * 7) % 50));
    const spending = days.reduce<Spending>((now, day) => settle(now, lunch, fen(1), day), nothingSpent);
    expect(spending.settled.length).toBe(40);
    expect(spending.settled.map(({ day }) => day)).toEqual(
      Array.from({ length: 40 }, (_, index) => daysAfter(monday, index + 10)),
    );
  });
});
