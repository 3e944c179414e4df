import type { Plan } from '../plan/plan.ts';
import { planOfSeed } from '../plan/swarm.ts';
import type { RunOptions, RunResult } from '../run-plan.ts';
import { playPlan } from './play-plan.ts';
import type { Bounds } from './sim-options.ts';
import { type RunningTally, startTally } from './tally.ts';

export interface SeedsTask {
  readonly seeds: Iterable<number>;
  readonly until: Bounds;
  readonly options: RunOptions;
  readonly secondsPassed: () => number;
  readonly played: (tally: RunningTally) => void;
  readonly failed: (plan: Plan, result: RunResult) => Promise<void>;
}

/** One seed after the other until the first of the bounds is reached. */
export const playSeedsTask = async (task: SeedsTask): Promise<RunningTally> => {
  const { seeds, until, options, secondsPassed, played, failed } = task;
  const { count = Infinity, days = Infinity, seconds = Infinity } = until;
  const tally = startTally();
  for (const seed of seeds) {
    const { runs, schoolDays } = tally.now();
    if (runs >= count || schoolDays >= days || secondsPassed() >= seconds) break;
    const plan = planOfSeed(seed);
    const result = await playPlan(plan, options);
    tally.add(plan, result);
    if (result.violations.length > 0) await failed(plan, result);
    played(tally);
  }
  return tally;
};

export function* seedsFrom(first: number): Generator<number> {
  for (let seed = first; ; seed += 1) yield seed;
}
