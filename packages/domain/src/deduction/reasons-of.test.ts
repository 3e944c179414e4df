import { describe, expect, it } from 'vitest';
import { type ReasonCode, reasons } from '../can-pay/index.ts';
import type { Deduction, DeductionEvent, HoldReason } from './deduction.ts';
import { deductionDecider, reasonOfDecline, reasonOfHold, reasonsOfDeduction } from './index.ts';
import type { DeclineCause } from './answer.ts';
import { lunch } from '../../test/sale.ts';

const received: Deduction = after({ type: 'DeductionReceived', sale: lunch() });
function after(...events: readonly DeductionEvent[]): Deduction {
  const [first, ...rest] = events;
  if (first === undefined) throw new Error('no event');
  const from = first.type === 'DeductionReceived' ? undefined : received;
  const state = (from === undefined ? [first, ...rest] : events).reduce(deductionDecider.evolve, from);
  if (state === undefined) throw new Error('no deduction');
  return state;
}

describe('FAQ Q2 FAQ 2.2 a sale that is not charged says why, in the words of canPay', () => {
  it.each(Object.entries(reasonOfHold) as [HoldReason, ReasonCode][])('held for %s: %s', (reason, code) => {
    expect(reasonsOfDeduction(after({ type: 'DeductionHeld', reason }))).toEqual([code]);
    expect(reasonsOfDeduction(after({ type: 'DeductionHeld', reason, words: 'WORD: more' }))).toEqual([code]);
    expect(reasons[code].kind).toBe('blocks');
  });

  it.each(Object.entries(reasonOfDecline) as [DeclineCause, ReasonCode][])('not charged, %s: %s', (cause, code) => {
    const attempt = [
      { type: 'DeductionReserved', day: '2026-09-07' },
      { type: 'AttemptBegun', no: received.no, at: received.saleAt, request: 'r' },
    ] as readonly DeductionEvent[];
    const failed = after(...attempt, { type: 'DeductionFailed', cause, code: 'A_WORD' });
    expect(reasonsOfDeduction(failed)).toEqual([code]);
  });

  it('what exactly stood against it counts, and is forgotten with the hold', () => {
    const held = after({ type: 'DeductionHeld', reason: 'limit', why: ['day-limit-person', 'single-limit-platform'] });
    expect(reasonsOfDeduction(held)).toEqual(['day-limit-person', 'single-limit-platform']);
    const released = deductionDecider.evolve(held, { type: 'DeductionReleased', reason: '家长同意' });
    expect(released).not.toHaveProperty('why');
    const dead = deductionDecider.evolve(held, { type: 'DeductionGivenUp', reason: '退学' });
    expect(dead === undefined ? undefined : reasonsOfDeduction(dead)).toEqual(['given-up']);
  });

  it('a sale that is on its way or charged has none', () => {
    expect(reasonsOfDeduction(received)).toEqual([]);
  });

  it('k12-wire §6.5 no sentence speaks of debt as such', () => {
    for (const { en, zh } of Object.values(reasons))
      expect([zh.includes('欠款'), /\bdebt\b/iu.test(en)]).toEqual([false, false]);
  });
});
