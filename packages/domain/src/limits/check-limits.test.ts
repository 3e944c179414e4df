import { describe, expect, it } from 'vitest';
import type { BeijingDay } from '../kernel/civil-date.ts';
import type { Fen } from '../kernel/fen.ts';
import type { DeductionId } from '../kernel/ids.ts';
import { checkLimits, type LimitCheck } from './check-limits.ts';
import { nothingSpent, reserve, settle } from './spending.ts';

const day = '2026-09-07' as BeijingDay;
const fen = (n: number): Fen => n as Fen;
const spent = (amount: number) => settle(nothingSpent, 'dother' as DeductionId, fen(amount), day);
const breaches = (amount: number, changed: Partial<LimitCheck> = {}): readonly string[] =>
  checkLimits({ deduction: 'd1' as DeductionId, amount: fen(amount), day, spending: nothingSpent, ...changed }).map(
    ({ limit, limitFen }) => `${limit} ${limitFen}`,
  );

describe('limits', () => {
  it('a charge of exactly 100 yuan fits, one fen more does not (INV-22, FAQ 5.7)', () => {
    expect(breaches(10_000)).toEqual([]);
    expect(breaches(10_001)).toEqual(['single 10000']);
  });
  it('a day of exactly 500 yuan fits, one fen more does not (INV-23, BAD-59, FAQ 5.7)', () => {
    expect(breaches(10_000, { spending: spent(40_000) })).toEqual([]);
    expect(breaches(10_000, { spending: spent(40_001) })).toEqual(['day 50000']);
  });
  it('what the sale has reserved itself does not stand in its way', () => {
    const spending = reserve(spent(40_000), { deduction: 'd1' as DeductionId, amount: fen(10_000), day });
    expect(breaches(10_000, { spending })).toEqual([]);
  });
  it('the smallest limit counts; above the platform an own one has no effect (INV-24)', () => {
    expect(breaches(2_001, { singleLimit: fen(2_000), dayLimit: fen(1_500) })).toEqual(['single 2000', 'day 1500']);
    expect(breaches(10_001, { singleLimit: fen(99_999) })).toEqual(['single 10000']);
    expect(breaches(10_000, { spending: spent(45_000), dayLimit: fen(99_999) })).toEqual(['day 50000']);
  });
  it('a test merchant number takes one yuan a day, of all pupils together (INV-28, FAQ 5.1)', () => {
    expect(breaches(100, { testMerchant: nothingSpent })).toEqual([]);
    expect(breaches(1, { testMerchant: spent(100), dayLimit: fen(50_000) })).toEqual(['test-merchant 100']);
  });
  it('says how much was used and asked', () => {
    const found = checkLimits({ deduction: 'd1' as DeductionId, amount: fen(9_000), day, spending: spent(45_000) });
    expect(found).toEqual([
      { type: 'LimitExceeded', limit: 'day', limitFen: 50_000, usedFen: 45_000, askedFen: 9_000 },
    ]);
  });
});
