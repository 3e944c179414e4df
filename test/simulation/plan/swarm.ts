import { corpus } from '../corpus/corpus.ts';
import { stream, whole } from '../engine/random.ts';
import { calmPlan, predictEnds } from './calm.ts';
import { drawSchoolDays } from './draw-day.ts';
import { drawPlan } from './draw-plan.ts';
import { mutateFaults } from './mutate-faults.ts';
import type { Plan } from './plan.ts';
import { withRareStories } from './rare-stories.ts';

/** Seeds below play the plain lunch of `drawPlan`, as the tests of 200 seeds do; from here on they play the mix. */
export const firstOfSwarm = 1000;

/** How many of a hundred seeds are whole school-days; one of them plays as many sales as fifty lunches. */
const daysOfHundred = 10;

export interface Drawn {
  readonly plan: Plan;
  readonly kind: 'lunch' | 'school-day' | 'calm' | 'corpus';
  /** What a calm lunch comes to, sorted; nobody can tell of the others. */
  readonly ends?: readonly string[];
}

/**
 * The plan that a seed of `pnpm sim` plays. Of the lunches 70 % meet a random mix of families, 10 % one family at its worst
 * (both by `draw-faults.ts`), and each of them has two rare stories woven in; 10 % are calm, and 10 % are taken from the corpus with other faults (`simulation.md` §3.5).
 */
export const drawOfSeed = (seed: number): Drawn => {
  if (seed < firstOfSwarm) return { plan: drawPlan(seed), kind: 'lunch' };
  if (whole(stream(seed, 'kind of seed'), 0, 99) < daysOfHundred)
    return { plan: drawSchoolDays(seed, 1), kind: 'school-day' };
  const mood = stream(seed, 'mood').next(); // the same draw as in `draw-faults.ts`, which leaves a tenth without faults
  if (mood < 0.1) {
    const plan = calmPlan(seed);
    return { plan, kind: 'calm', ends: predictEnds(plan) };
  }
  const entry = mood < 0.9 ? undefined : corpus[whole(stream(seed, 'corpus'), 0, corpus.length - 1)];
  return entry === undefined
    ? { plan: withRareStories(drawPlan(seed)), kind: 'lunch' }
    : { plan: mutateFaults(drawPlan(entry.seed), seed), kind: 'corpus' };
};
