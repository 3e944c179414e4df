import { type Deduction, Instant } from '@facepay/domain';
import { describe, expect, it } from 'vitest';
import { heardOf, heardOfFailure } from './heard-of-wechat.ts';
import { createPace, type Pace } from './pace.ts';

const settings = { perSecondMax: 100, perSecondAfterOutage: 5 };
const at = (ms: number): Instant => Instant.of(1_000_000 + ms);
/** Takes whatever is allowed, ten times a second, and returns how many there were in each second. */
const drain = (pace: Pace, fromMs: number, seconds: number, hear?: (ms: number) => void): readonly number[] =>
  Array.from({ length: seconds }, (_, index) => {
    let count = 0;
    for (let step = 0; step < 10; step += 1) {
      const ms = fromMs + index * 1000 + step * 100;
      const allowed = pace.allowed(at(ms));
      pace.begun(at(ms), allowed);
      count += allowed;
      hear?.(ms);
    }
    return count;
  });

describe('INV-34 the pace of a worker', () => {
  it('is never above the configured rate, in no second of any offset', () => {
    const pace = createPace(settings, () => 0);
    const begun: number[] = [];
    for (let ms = 0; ms < 5000; ms += 7) {
      const allowed = pace.allowed(at(ms));
      pace.begun(at(ms), allowed);
      for (let n = 0; n < allowed; n += 1) begun.push(ms);
    }
    expect(begun.length).toBeGreaterThan(400);
    for (const from of begun)
      expect(begun.filter((ms) => ms >= from && ms < from + 1000).length).toBeLessThanOrEqual(100);
  });
  it('after an outage begins with the configured few, and doubles with each second that went well', () => {
    const pace = createPace(settings, () => 0);
    pace.heard(at(0), 'away');
    const well = (ms: number) => pace.heard(at(ms), 'well');
    expect(drain(pace, 0, 7, well)).toEqual([5, 10, 20, 40, 80, 100, 100]);
  });
  it('does not speed up while nothing is heard, or WeChat is still away', () => {
    const pace = createPace(settings, () => 0);
    pace.heard(at(0), 'away');
    expect(drain(pace, 0, 3)).toEqual([5, 5, 5]);
    const away = (ms: number) => pace.heard(at(ms), 'away');
    expect(drain(pace, 3000, 3, away)).toEqual([5, 5, 5]);
  });
  it('is halved by 429, once for one burst of answers, and never below one', () => {
    const pace = createPace(settings, () => 0);
    for (let n = 0; n < 64; n += 1) pace.heard(at(0), 'too-fast');
    expect(pace.allowed(at(0))).toBe(50);
    pace.heard(at(1000), 'too-fast');
    expect(pace.allowed(at(1000))).toBe(25);
    for (let ms = 2000; ms < 20_000; ms += 1000) pace.heard(at(ms), 'too-fast');
    expect(pace.allowed(at(20_000))).toBe(1);
  });
  it('is jittered: workers that meet the same trouble do not come back at once', () => {
    const [early, late] = [createPace(settings, () => 0), createPace(settings, () => 0.9)];
    for (const pace of [early, late]) pace.heard(at(0), 'away');
    expect([early.allowed(at(100)), late.allowed(at(100))]).toEqual([5, 0]);
    expect([late.allowed(at(899)), late.allowed(at(900))]).toEqual([0, 5]);
  });
  it('survives a clock that is set back', () => {
    const pace = createPace(settings, () => 0.9);
    pace.begun(at(0), 100);
    pace.heard(at(0), 'away');
    expect(pace.allowed(at(-3_600_000))).toBe(5);
  });
});

const deduction = (status: Deduction['status'], reason?: string, queries = 0) =>
  heardOf({ status, queries, ...(reason === undefined ? {} : { reason }) } as Deduction);

describe('what a piece of work tells of WeChat', () => {
  it.each([
    ['paid', undefined, 'well'],
    ['failed', 'insufficient: NOTENOUGH', 'well'],
    ['held', 'limit', undefined],
    ['in-flight', undefined, 'well'],
    ['unknown', 'too fast', 'too-fast'],
    ['unknown', 'server error', 'away'],
    ['unknown', 'timeout', 'away'],
    ['unknown', 'HeaderMissing', 'away'],
    ['unknown', 'closed', 'well'],
    ['unknown', 'not-understood: NEW', 'well'],
    ['unknown', 'mismatch: amount.total', 'well'],
  ] as const)('%s %s: %s', (status, reason, heard) => {
    expect(deduction(status, reason)).toBe(heard);
  });
  it('a query that found out nothing tells nothing', () => {
    expect(deduction('unknown', 'timeout', 1)).toBeUndefined();
  });
  it('WeChat that could not be asked is away', () => {
    expect([heardOfFailure('WechatUnavailable'), heardOfFailure('WechatUnknown')]).toEqual(['away', 'away']);
    expect(heardOfFailure('LeaseLost')).toBeUndefined();
  });
});
