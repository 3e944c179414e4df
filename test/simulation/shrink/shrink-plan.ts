import type { Fault, Plan } from '../plan/plan.ts';
import type { RunResult } from '../run-plan.ts';
import { ddmin } from './ddmin.ts';
import { smallerNumbers } from './smaller-numbers.ts';
import { plainerWorlds, withoutUnusedPupils } from './smaller-world.ts';

export interface Shrunk {
  readonly plan: Plan;
  /** How often a plan was played. */
  readonly runs: number;
}
export interface ShrinkTask {
  readonly plan: Plan;
  /** What the plan came to: what it met and when it failed. */
  readonly result: RunResult;
  readonly play: (plan: Plan) => Promise<RunResult>;
  /** No further plan is played; the smallest so far is the result. */
  readonly isOver: (runs: number) => boolean;
}

/**
 * The smallest plan found that breaks the same rule, perhaps in other words: faults and ops by delta debugging, then
 * pupils and world, then times, amounts and delays by fast-check's shrinking of whole numbers, until nothing gets smaller.
 * Without a bound in real time it is as deterministic as the run itself.
 */
export const shrinkPlan = async ({ plan, result, play, isOver }: ShrinkTask): Promise<Shrunk> => {
  const invariant = result.violations[0]?.invariant;
  let [best, runs] = [plan, 0];
  const isSmaller = async (candidate: Plan): Promise<boolean> => {
    if (isOver(runs)) return false;
    runs += 1;
    const { violations } = await play(candidate);
    if (!violations.some((violation) => violation.invariant === invariant)) return false;
    best = candidate;
    return true;
  };
  const byFamily = async (nameOf: (fault: Fault) => string): Promise<void> => {
    const { faults } = best;
    const names = [...new Set(faults.map(nameOf))];
    await ddmin(names, (kept) => isSmaller({ ...best, faults: faults.filter((one) => kept.includes(nameOf(one))) }));
  };
  if (invariant === undefined) return { plan, runs };
  await isSmaller(whatWasMet(plan, result));
  for (let before: Plan | undefined; before !== best && !isOver(runs);) {
    before = best;
    // Whole families first: of a thousand faults hundreds go at once, and few plays are left for one at a time.
    await byFamily(({ process }) => process);
    await byFamily(({ kind }) => kind);
    await ddmin(best.ops, (ops) => isSmaller({ ...best, ops }));
    await ddmin(best.faults, (faults) => isSmaller({ ...best, faults }));
    const fewer = withoutUnusedPupils(best);
    if (fewer.pupils.length < best.pupils.length) await isSmaller(fewer);
    for (const plainer of plainerWorlds(best.world)) await isSmaller({ ...best, world: plainer(best.world) });
    await smallerNumbers(() => best, isSmaller);
  }
  return { plan: best, runs };
};

/** Faults that struck and ops that had begun: what else was planned cannot matter to a failure on the way. */
const whatWasMet = (plan: Plan, { struck, violations }: RunResult): Plan => {
  const met = new Set(struck.map(({ process, address }) => `${process} ${address}`));
  const failedAt = violations[0]?.atMs ?? Infinity;
  return {
    ...plan,
    faults: plan.faults.filter(({ process, port, call }) => met.has(`${process} ${port}#${call}`)),
    ops: plan.ops.filter(({ at }) => at <= failedAt),
  };
};
