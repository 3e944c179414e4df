import { describe, expect, it } from 'vitest';
import { dayOf, daysAfter, fromRfc3339, minuteOfDay, startOf } from '../kernel/civil-date.ts';
import type { OrganizationId } from '../kernel/ids.ts';
import { hour, Instant, later, minute } from '../kernel/instant.ts';
import { afterPage, firstSweep, passOf } from './sweep.ts';
import { defaultSweep as policy, sweepSlot } from './sweep-policy.ts';

const school = 'O00A1B2Z0123456789' as OrganizationId;
const at = (text: string): Instant => fromRfc3339(`${text}+08:00`) ?? Instant.of(0);
const today = dayOf(at('2026-09-07T12:00:00'));
const slot = (days: number): Instant => sweepSlot(school, daysAfter(today, days), policy);

describe('FAQ 5.5: when members are read again', () => {
  it('each organization at a moment of its own between 02:30 and 05:00, the same every night', () => {
    const moments = new Set<number>();
    for (let n = 0; n < 300; n += 1) {
      const id = `Oschool${n}` as OrganizationId;
      const moment = sweepSlot(id, today, policy);
      expect(minuteOfDay(moment)).toBeGreaterThanOrEqual(150);
      expect(minuteOfDay(moment)).toBeLessThan(300);
      expect(sweepSlot(id, daysAfter(today, 1), policy) - moment).toBe(24 * hour);
      moments.add(moment);
    }
    expect(moments.size).toBeGreaterThan(40);
  });

  it('after the adoption: those who need attention in an hour, everybody the next night', () => {
    const first = firstSweep(school, at('2026-09-07T12:00:00'), policy);
    expect([first.dueAt, passOf(first, at('2026-09-07T13:00:00'), policy)]).toEqual([
      at('2026-09-07T13:00:00'),
      'attention',
    ]);
    expect([passOf(first, later(slot(1), -1), policy), passOf(first, slot(1), policy)]).toEqual(['attention', 'all']);
  });

  it('page by page with a rest, and when the last one is done, not again before the next night', () => {
    const begun = { ...firstSweep(school, at('2026-09-07T12:00:00'), policy), fence: 3, leaseUntil: slot(1) };
    const one = afterPage(begun, { pass: 'all', answered: true, next: 'p2' }, slot(1), policy);
    expect(one).toMatchObject({ pass: 'all', after: 'p2', dueAt: later(slot(1), policy.sweepRestMs), fence: 3 });
    expect(one).not.toHaveProperty('leaseUntil');
    const done = afterPage(one, { pass: 'all', answered: true }, later(slot(1), minute), policy);
    expect(done).toMatchObject({ swept: daysAfter(today, 1), dueAt: later(slot(1), hour + minute) });
    expect(done).not.toHaveProperty('after');
    expect(passOf(done, later(slot(2), -1), policy)).toBe('attention');
    expect(passOf(done, slot(2), policy)).toBe('all');
  });

  it('a night that was missed is made up for, and the next one comes all the same', () => {
    const first = firstSweep(school, at('2026-09-07T12:00:00'), policy);
    const morning = later(startOf(daysAfter(today, 2)), hour); // two days later, before that night's moment
    expect(passOf(first, morning, policy)).toBe('all');
    const done = afterPage(first, { pass: 'all', answered: true }, morning, policy);
    expect(passOf(done, later(slot(2), -1), policy)).toBe('attention');
    expect(passOf(done, slot(2), policy)).toBe('all');
  });

  it('INV-100 a page without an answer is tried again, and after some tries left for the next night', () => {
    let sweep = firstSweep(school, at('2026-09-07T12:00:00'), policy);
    const tries: (string | undefined)[] = [];
    for (let n = 0; n < policy.sweepTriesMax; n += 1) {
      sweep = afterPage(sweep, { pass: 'all', answered: false, next: 'p2' }, slot(1), policy);
      tries.push(sweep.after);
    }
    expect(tries.slice(0, -1).every((after) => after === undefined)).toBe(true);
    expect([sweep.after, sweep.tries]).toEqual(['p2', 0]);
  });
});
