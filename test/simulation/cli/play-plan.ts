import type { Violation } from '../engine/simulation.ts';
import type { Plan } from '../plan/plan.ts';
import { type Drawn, drawOfSeed } from '../plan/swarm.ts';
import { runPlan, type RunOptions, type RunResult } from '../run-plan.ts';

const secondsMax = 30;

/**
 * Plays one plan for at most 30 s; longer counts as a failure (`simulation.md` §3.8). They are seconds of this process's own
 * work, which are real ones where nobody else works: a busy machine fails no seed.
 */
export const playPlan = (plan: Plan, options: RunOptions): Promise<RunResult> => {
  const began = process.cpuUsage();
  const secondsOfWork = (): number => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000_000;
  };
  return runPlan(plan, { ...options, isTooLong: () => secondsOfWork() > secondsMax });
};

/** Plays what a seed draws, and judges also what can be told beforehand. */
export const playSeed = async (
  seed: number,
  options: RunOptions,
): Promise<{ readonly drawn: Drawn; readonly result: RunResult }> => {
  const drawn = drawOfSeed(seed);
  const result = await playPlan(drawn.plan, options);
  const surprise = result.violations.length === 0 ? surpriseOf(drawn, result) : undefined;
  return { drawn, result: surprise === undefined ? result : { ...result, violations: [surprise] } };
};

/** A calm lunch comes to exactly what was sold (INV-31, INV-103). */
const surpriseOf = ({ ends, plan }: Drawn, result: RunResult): Violation | undefined => {
  if (ends === undefined || ends.join() === result.ends.join()) return undefined;
  const words = `a calm lunch came to ${result.ends.join(', ')} instead of ${ends.join(', ')}`;
  return { invariant: 'INV-31', words, atMs: plan.healAt, step: result.steps };
};
