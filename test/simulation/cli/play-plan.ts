import type { Plan } from '../plan/plan.ts';
import { runPlan, type RunOptions, type RunResult } from '../run-plan.ts';

const secondsMax = 30;

/** Plays one plan, in at most 30 s of real time: longer counts as a failure (`simulation.md` §3.8). */
export const playPlan = (plan: Plan, options: RunOptions): Promise<RunResult> => {
  const began = performance.now();
  return runPlan(plan, { ...options, isTooLong: () => performance.now() - began > 1000 * secondsMax });
};
