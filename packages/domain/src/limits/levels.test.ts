import { describe, expect, it } from 'vitest';
import { type BeijingDay, daysAfter } from '../kernel/civil-date.ts';
import type { Fen } from '../kernel/fen.ts';
import type { DeductionId } from '../kernel/ids.ts';
import type { Scene } from '../kernel/scene.ts';
import { limitsLeft, sceneLimitsOf } from './limits-left.ts';
import { sceneAbovePlatform } from './own-limits.ts';
import { nothingSpent, release, reserve, settle, type Spending, usedIn, usedOn } from './spending.ts';

const monday = '2026-09-07' as BeijingDay;
const fen = (n: number): Fen => n as Fen;
const id = (n: number): DeductionId => `d${n}` as DeductionId;
const open = (spending: Spending, n: number, amount: number, scene?: Scene): Spending =>
  reserve(spending, { deduction: id(n), amount: fen(amount), day: monday, ...(scene === undefined ? {} : { scene }) });
const paid = (spending: Spending, n: number, amount: number, scene?: Scene): Spending =>
  settle(open(spending, n, amount, scene), id(n), fen(amount), monday);

describe('spending by scene (INV-23)', () => {
  const spending = open(paid(paid(nothingSpent, 1, 1_000, 'canteen'), 2, 300, 'shop'), 3, 50, 'shop');
  it('counts in its scene, settled and set aside, and all of it for the pupil', () => {
    expect([usedIn('canteen', spending, monday), usedIn('shop', spending, monday)]).toEqual([1_000, 350]);
    expect([usedIn('clinic', spending, monday), usedOn(spending, monday)]).toEqual([0, 1_350]);
    expect(usedIn('shop', spending, monday, id(3))).toBe(300);
    expect(usedIn('shop', release(spending, id(3)), monday)).toBe(300);
  });
  it('counts in every scene where nobody knows where it was (F-19)', () => {
    const late = settle(spending, id(9), fen(7), monday);
    expect((['canteen', 'shop', 'clinic'] as const).map((scene) => usedIn(scene, late, monday))).toEqual([
      1_007, 357, 7,
    ]);
    expect(usedOn(late, monday)).toBe(1_357);
  });
  it('keeps 40 days of every scene', () => {
    const days = Array.from({ length: 50 }, (_, index) => daysAfter(monday, index));
    const kept = days.reduce<Spending>(
      (now, day, index) => settle(settle(open(now, index, 1, 'shop'), id(index), fen(1), day), id(99), fen(1), day),
      nothingSpent,
    );
    expect(kept.settled).toHaveLength(80);
    expect(kept.settled[0]?.day).toBe(days[10]);
  });
});

describe('the smallest of platform, merchant, organization, scene and person (INV-24, FAQ 5.7)', () => {
  const asked = { day: monday, organization: {}, person: undefined, spending: nothingSpent, testMerchant: undefined };
  const shop = (single: number, day: number) => ({
    name: 'shop' as const,
    limits: { single: fen(single), day: fen(day) },
  });
  it.each([
    ['the platform alone: 100 yuan a charge, 500 yuan a day', {}, 10_000, 50_000],
    ['the merchant', { merchant: { single: fen(6_000), day: fen(20_000) } }, 6_000, 20_000],
    [
      'the organization below it',
      { merchant: { single: fen(6_000) }, organization: { single: fen(5_000) } },
      5_000,
      50_000,
    ],
    [
      'the merchant below the organization',
      { merchant: { day: fen(900) }, organization: { day: fen(1_000) } },
      10_000,
      900,
    ],
    ['the scene', { organization: { day: fen(1_000) }, scene: shop(300, 700) }, 300, 700],
    ['the person', { scene: shop(300, 700), person: { single: fen(200), day: fen(100) } }, 200, 100],
    ['above the platform has no effect', { merchant: { single: fen(99_999), day: fen(99_999) } }, 10_000, 50_000],
  ])('%s', (_, changed, single, day) => {
    const left = limitsLeft({ ...asked, ...changed });
    expect([left.single, left.dayLimit, left.dayLeft]).toEqual([single, day, day]);
  });
  it('names the owner of each, and what is left to each', () => {
    const spending = paid(paid(nothingSpent, 1, 400, 'canteen'), 2, 300, 'shop');
    const { owners } = limitsLeft({ ...asked, spending, merchant: { day: fen(5_000) }, scene: shop(300, 700) });
    expect(owners.map(({ owner, dayLeft }) => `${owner} ${dayLeft}`)).toEqual([
      'scene 400',
      'organization undefined',
      'merchant 4300',
      'platform 49300',
    ]);
  });
  it('the scene is the terminal’s, else its organization’s', () => {
    const school = { scene: 'canteen', sceneLimits: { shop: { day: fen(700) } } } as const;
    expect(sceneLimitsOf(school)).toBeUndefined();
    expect(sceneLimitsOf(school, {})).toBeUndefined();
    expect(sceneLimitsOf(school, { scene: 'shop' })).toEqual({ name: 'shop', limits: { day: 700 } });
  });
  it('one above the platform’s, or above a test merchant’s 1 yuan, is refused and named (BAD-61, BAD-62, INV-28, FAQ 5.1)', () => {
    expect(sceneAbovePlatform({ shop: { single: fen(10_000), day: fen(50_000) } }, false)).toBeUndefined();
    expect(sceneAbovePlatform({ canteen: {}, shop: { single: fen(10_001) } }, false)).toEqual({
      type: 'LimitAbovePlatform',
      scene: 'shop',
      limit: 'single',
      limitFen: 10_000,
    });
    expect(sceneAbovePlatform({ clinic: { day: fen(101) } }, true)).toMatchObject({ scene: 'clinic', limitFen: 100 });
  });
});
