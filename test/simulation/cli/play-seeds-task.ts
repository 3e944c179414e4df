import type { Plan } from '../plan/plan.ts';
import type { RunOptions, RunResult } from '../run-plan.ts';
import { playSeed } from './play-plan.ts';
import type { Bounds } from './sim-options.ts';
import { type RunningTally, startTally } from './tally.ts';

export interface SeedsTask {
  readonly seeds: Iterable<number>;
  readonly until: Bounds;
  readonly optionsOf: (index: number) => RunOptions;
  readonly secondsPassed: () => number;
  readonly played: (tally: RunningTally) => void;
  readonly failed: (plan: Plan, result: RunResult, options: RunOptions) => Promise<void>;
}

/** One seed after the other until the first of the bounds is reached. */
export const playSeedsTask = async (task: SeedsTask): Promise<RunningTally> => {
  const { seeds, until, optionsOf, secondsPassed, played, failed } = task;
  const { count = Infinity, days = Infinity, seconds = Infinity } = until;
  const tally = startTally();
  for (const seed of seeds) {
    const { runs, schoolDays } = tally.now();
    if (runs >= count || schoolDays >= days || secondsPassed() >= seconds) break;
    const options = optionsOf(runs);
    const { drawn, result } = await playSeed(seed, options);
    tally.add(drawn, result);
    if (result.violations.length > 0) await failed(drawn.plan, result, options);
    played(tally);
  }
  return tally;
};

export function* seedsFrom(first: number): Generator<number> {
  for (let seed = first; ; seed += 1) yield seed;
}
