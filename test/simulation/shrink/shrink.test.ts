import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawPlan } from '../plan/draw-plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { Mutant } from '../planted/mutant.ts';
import { allMutants } from '../planted/all-mutants.ts';
import { runPlan, type RunResult } from '../run-plan.ts';
import { ddmin } from './ddmin.ts';
import { shrinkPlan } from './shrink-plan.ts';

/** Runs, not seconds: real time would make the result depend on the machine. */
const runsMax = 80;
const runsOfTwins = 10;
const faultsLeftMax = 5;
const opsLeftMax = 5;

const named = (name: string): Mutant => {
  const found = allMutants.find((mutant) => mutant.name === name);
  if (found === undefined) throw new Error(`no planted bug ${name}`);
  return found;
};

/** The first seed with hundreds of faults that shows the bug. */
const firstFailure = async (play: (plan: Plan) => Promise<RunResult>): Promise<{ plan: Plan; result: RunResult }> => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const plan = drawPlan(seed);
    if (plan.faults.length < 300) continue;
    const result = await play(plan);
    if (result.violations.length > 0) return { plan, result };
  }
  throw new Error('no seed with hundreds of faults shows it');
};

describe('shrinking', () => {
  test(
    'a plan with hundreds of faults that shows a planted bug becomes a handful, breaks the same rule, and twice the same',
    { timeout: 1_200_000 },
    async () => {
      const mutant = named('limit released on timeout');
      const play = (plan: Plan): Promise<RunResult> => runPlan(plan, { storage: 'memory', mutant });
      const { plan, result } = await firstFailure(play);
      const { plan: small, runs } = await shrinkPlan({ plan, result, play, isOver: (sum) => sum >= runsMax });
      const { ops, faults } = plan;
      console.log(`${ops.length} ops and ${faults.length} faults to ${JSON.stringify(small)}, ${runs} runs`);
      expect(small.faults.length).toBeLessThanOrEqual(faultsLeftMax);
      expect(small.ops.length).toBeLessThanOrEqual(opsLeftMax);
      const again = await play(small);
      expect(again.violations.map(({ invariant }) => invariant)).toContain(result.violations[0]?.invariant);
      expect((await runPlan(small, { storage: 'memory' })).violations).toEqual([]);
      const first = await shrinkPlan({ plan, result, play, isOver: (sum) => sum >= runsOfTwins });
      expect(await shrinkPlan({ plan, result, play, isOver: (sum) => sum >= runsOfTwins })).toEqual(first);
    },
  );

  test('delta debugging keeps exactly what is needed, in its order', async () => {
    const needed = fc.uniqueArray(fc.nat({ max: 99 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(needed, async (parts) => {
        const fails = async (rest: readonly number[]): Promise<boolean> => parts.every((part) => rest.includes(part));
        const all = Array.from({ length: 100 }, (_, index) => index);
        expect(await ddmin(all, fails)).toEqual(parts.toSorted((a, b) => a - b));
      }),
    );
  });

  test('delta debugging leaves nothing that could be left out, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 40 }), async (items) => {
        const least = Math.ceil(items.reduce((sum, item) => sum + item, 0) / 2);
        const fails = async (rest: readonly number[]): Promise<boolean> =>
          rest.reduce((sum, item) => sum + item, 0) >= least;
        const left = await ddmin(items, fails);
        expect(await fails(left)).toBe(true);
        for (const [index] of left.entries()) expect(await fails(left.filter((_, at) => at !== index))).toBe(false);
      }),
    );
  });
});
