import { chance, stream, whole } from '../engine/random.ts';
import type { Fault, Plan } from './plan.ts';

/**
 * The same lunch under another seed: latencies change with it, and of its faults a tenth is left out and a fifth strikes a
 * call or two earlier or later.
 */
export const mutateFaults = (plan: Plan, seed: number): Plan => {
  const prng = stream(seed, 'mutated faults');
  const moved = (fault: Fault): readonly Fault[] => {
    if (chance(prng, 0.1)) return [];
    if (!chance(prng, 0.2)) return [fault];
    return [{ ...fault, call: Math.max(1, fault.call + whole(prng, -2, 2)) }];
  };
  return { ...plan, seed, faults: plan.faults.flatMap(moved) };
};
