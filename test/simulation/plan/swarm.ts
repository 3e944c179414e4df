import { drawPlan } from './draw-plan.ts';
import type { Plan } from './plan.ts';

/** The plan that a seed of `pnpm sim` plays. */
export const planOfSeed = (seed: number): Plan => drawPlan(seed);
