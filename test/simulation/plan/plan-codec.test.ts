import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { readKeptPlan, writeKeptPlan } from '../regress/kept-plan.ts';
import { drawSchoolDays } from './draw-day.ts';
import { drawPlan } from './draw-plan.ts';
import { decodePlan } from './plan-codec.ts';

const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const small = { ...drawPlan(1), ops: drawPlan(1).ops.slice(0, 1), faults: [] };

describe('plans as data', () => {
  test('every plan that is drawn is read as it was written', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const plan = drawPlan(seed);
      expect(decodePlan(written(plan)), `seed ${seed}`).toEqual(E.right(written(plan)));
    }
    expect(E.isRight(decodePlan(written(drawSchoolDays(1, 2))))).toBe(true);
  });

  test.each([
    [{ ...small, seed: undefined }, 'seed is missing'],
    [{ ...small, sead: 1 }, 'sead is a field that nobody knows'],
    [{ ...small, world: { ...small.world, workers: 9 } }, 'world.workers must be one of 1, 2, 3, 4, not 9'],
    [{ ...small, ops: {} }, 'ops must be a list, not {}'],
    [{ ...small, pupils: [7] }, 'pupils[0] must be an object, not 7'],
    [
      { ...small, ops: [{ type: 'sale', at: 0, pupil: 0, amountFen: 1.5 }] },
      'ops[0].amountFen must be a whole number from 1 to 1000000000, not 1.5',
    ],
    [
      { ...small, ops: [{ type: 'sale', at: 0, pupil: 99, amountFen: 1 }] },
      `ops[0].pupil is 99, and there are ${small.pupils.length} pupils, counted from 0`,
    ],
    [{ ...small, ops: [{ type: 'clone', at: 0, forMs: 1 }] }, 'ops[0].forMs is a field that nobody knows'],
    [{ ...small, ops: [{ type: 'gateway', at: 0, rule: { kind: 'be-nice' } }] }, 'ops[0].rule.kind must be FaultKind'],
    [
      { ...small, pupils: [small.pupils[0], small.pupils[0]], ops: [] },
      `pupils[1].outUserId ${small.pupils[0]?.outUserId} is there twice`,
    ],
  ])('a field that is wrong is named with its rule (%#)', (plan, sentence) => {
    expect(decodePlan(written(plan))).toEqual(E.left([sentence]));
  });

  test('an op of no known type, and a fault at a port that cannot have it, are told what there is', () => {
    const wrong = {
      ...small,
      ops: [{ type: 'salt', at: 0 }],
      faults: [{ process: 'server', port: 'storage', call: 1, kind: 'duplicate' }],
    };
    const read = decodePlan(written(wrong));
    expect(E.isLeft(read) ? read.left.map((line) => line.slice(0, 60)) : []).toEqual([
      expect.stringMatching(/^ops\[0\]\.type must be one of sale, stranger, /u),
      expect.stringMatching(/^faults\[0\]\.kind \(at storage\) must be one of crash-before/u),
    ]);
  });

  test('a kept plan says why', () => {
    const kept = { why: 'a meal was charged twice', invariant: 'INV-5', plan: small };
    expect(readKeptPlan(writeKeptPlan(kept))).toEqual(E.right(written(kept)));
    expect(readKeptPlan('{"plan":{}}')).toEqual(E.left(['why is missing', 'invariant is missing']));
    expect(readKeptPlan('nothing')).toEqual(E.left([expect.stringMatching(/^this is no JSON: /u)]));
  });
});
