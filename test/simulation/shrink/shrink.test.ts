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

interface Failure {
  readonly plan: Plan;
  readonly result: RunResult;
}
/** The first seeds with hundreds of faults that show the bug. */
const firstFailures = async (count: number, play: (plan: Plan) => Promise<RunResult>): Promise<readonly Failure[]> => {
  const failures: Failure[] = [];
  for (let seed = 1; seed <= 60 && failures.length < count; seed += 1) {
    const plan = drawPlan(seed);
    if (plan.faults.length < 300) continue;
    const result = await play(plan);
    if (result.violations.length > 0) failures.push({ plan, result });
  }
  return failures;
};

describe('shrinking', () => {
  // Not each of them: one that hangs on the delays of a dozen requests has no small plan among its parts.
  test(
    'of five plans with hundreds of faults that show a planted bug most become a handful, break the same rule, and twice the same',
    { timeout: 1_200_000 },
    async () => {
      const mutant = named('limit released on timeout');
      const play = (plan: Plan): Promise<RunResult> => runPlan(plan, { storage: 'memory', mutant });
      const handfuls: (Failure & { readonly small: Plan })[] = [];
      for (const { plan, result } of await firstFailures(5, play)) {
        const { plan: small, runs } = await shrinkPlan({ plan, result, play, isOver: (sum) => sum >= runsMax });
        const [faults, ops] = [small.faults.length, small.ops.length];
        console.log(`${plan.ops.length} ops and ${plan.faults.length} faults to ${ops} and ${faults}, ${runs} runs`);
        if (faults <= faultsLeftMax && ops <= opsLeftMax) handfuls.push({ plan, result, small });
      }
      expect(handfuls.length).toBeGreaterThanOrEqual(3);
      for (const { result, small } of handfuls) {
        const again = await play(small);
        expect(again.violations.map(({ invariant }) => invariant)).toContain(result.violations[0]?.invariant);
        expect((await runPlan(small, { storage: 'memory' })).violations).toEqual([]);
      }
      for (const { plan, result } of handfuls.slice(0, 1)) {
        const first = await shrinkPlan({ plan, result, play, isOver: (sum) => sum >= runsOfTwins });
        expect(await shrinkPlan({ plan, result, play, isOver: (sum) => sum >= runsOfTwins })).toEqual(first);
      }
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
