import { drawPlan } from '../plan/draw-plan.ts';
import { runPlan, type RunOptions } from '../run-plan.ts';
import type { Mutant } from './mutant.ts';

export interface Killed {
  readonly seed: number;
  readonly invariant: string;
  readonly words: string;
}

/** Runs the planted bug through the seeds until one notices it. */
export const findKiller = async (
  mutant: Mutant,
  seedMax: number,
  options: Omit<RunOptions, 'storage' | 'mutant'> = {},
): Promise<Killed | undefined> => {
  for (let seed = 1; seed <= seedMax; seed += 1) {
    const plan = drawPlan(seed);
    if (mutant.needs !== undefined && !plan.ops.some(mutant.needs)) continue;
    const { violations } = await runPlan(plan, { storage: 'memory', mutant, ...options });
    const [first] = violations;
    if (first !== undefined) return { seed, invariant: first.invariant, words: first.words };
  }
  return undefined;
};
