import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from './model/beijing.ts';
import { moveOf } from './model/move.ts';
import { after, noOrder } from './model/reference-order.ts';
import { anySequence } from './model/sequence.ts';
import { cellOf, pairs, tableOf } from './table/table.ts';
import { finalStates, type StateName, stateNames } from './table/words.ts';

const table = tableOf('accepts');
const leadsTo = (state: StateName): readonly StateName[] =>
  pairs(table).flatMap(([call, from]) =>
    from === state
      ? (cellOf(table, call, from)?.wire ?? []).flatMap((outcome) => (outcome.type === 'to' ? [outcome.state] : []))
      : [],
  );

describe('the reference table of Pay Score orders (`payscore-wire.md` §6, §7, §8)', () => {
  it('INV-70 is left by nothing where an order has ended, and leads on everywhere else', () => {
    for (const state of stateNames)
      expect([state, leadsTo(state).length > 0]).toEqual([state, !finalStates.has(state)]);
  });

  it('reaches every state', () => {
    const reached = new Set(stateNames.flatMap(leadsTo));
    expect(stateNames.filter((state) => state !== 'none' && !reached.has(state))).toEqual([]);
  });

  it('has one outcome wherever something moves, so that it can be played', () => {
    const torn = pairs(table).filter(([call, state]) => {
      const { wire } = cellOf(table, call, state) ?? { wire: [] };
      return wire.length > 1 && wire.some(({ type }) => type === 'to');
    });
    expect(torn).toEqual([]);
  });

  it('INV-103 random sequences make every call in every state where it can be made', () => {
    const seen = new Set<string>();
    const play = fc.property(anySequence('direct'), ({ profile, steps }) => {
      let [order, now] = [noOrder, Date.UTC(2026, 8, 7, 4)];
      for (const { call: drawn, fen, wait } of steps) {
        now += wait * 1000 + (drawn === '30 days pass' ? 30 * day : 0);
        const move = moveOf(tableOf(profile.cancelAfterCompletion), drawn, order, { profile, now, fen });
        if (move === undefined) continue;
        seen.add(`${move.call} @ ${order.state}`);
        const [outcome = { type: 'same' }] = move.cell.wire;
        order = after(order, outcome, move.request, now);
      }
    });
    fc.assert(play, { numRuns: 10_000, seed: 20_261_122 });
    expect(pairs(table).filter(([call, state]) => !seen.has(`${call} @ ${state}`))).toEqual([]);
  });
});
