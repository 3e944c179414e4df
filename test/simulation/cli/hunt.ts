import { byModel } from '../oracles/reference-oracle.ts';
import { drawPlan } from '../plan/draw-plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { Mutant } from '../planted/mutant.ts';
import { playPlan } from './play-plan.ts';

/** What became of one planted bug. */
export interface Prey {
  readonly name: string;
  readonly noticedBy: readonly string[];
  /** Not every seed can show it. */
  readonly isPicky: boolean;
  /** Seeds that could show it and were played, the killer included. */
  readonly played: number;
  readonly killer?: { readonly seed: number; readonly invariant: string; readonly words: string };
  readonly seconds: number;
}

/** Plays the planted bug until a seed shows it, through so many seeds that could. */
export const hunt = async (mutant: Mutant, seedsMax: number): Promise<Prey> => {
  const began = performance.now();
  const { name, noticedBy } = mutant;
  const prey = (played: number) => ({
    name,
    noticedBy,
    isPicky: mutant.needs !== undefined || mutant.suits !== undefined,
    played,
    seconds: (performance.now() - began) / 1000,
  });
  // The rules that a planted bug names must notice it without the reference model, which has a test of its own.
  const muted = [byModel, ...(mutant.muted ?? [])];
  let played = 0;
  for (let seed = 1; played < seedsMax && seed <= seedsMax * pickinessMax; seed += 1) {
    const plan = drawPlan(seed);
    if (!couldShow(mutant, plan)) continue;
    played += 1;
    const { violations } = await playPlan(plan, { storage: 'memory', mutant, muted });
    const [first] = violations;
    if (first !== undefined) {
      const { invariant, words } = first;
      return { ...prey(played), killer: { seed, invariant, words } };
    }
  }
  return prey(played);
};

/** A bug that one seed in so many could show is not looked for any longer. */
const pickinessMax = 50;

const couldShow = ({ needs, suits }: Mutant, plan: Plan): boolean =>
  (needs === undefined || plan.ops.some(needs)) && (suits === undefined || suits(plan));
