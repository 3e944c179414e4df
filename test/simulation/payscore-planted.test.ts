import { describe, expect, test } from 'vitest';
import { drawPayscorePlan } from './plan/draw-payscore.ts';
import { mutantsOfPayscore } from './planted/mutants-of-payscore.ts';
import type { Mutant } from './planted/mutant.ts';
import { runPlan } from './run-plan.ts';

const seedsMax = 60;
const killerOf = async (mutant: Mutant): Promise<string | undefined> => {
  for (let seed = 1; seed <= seedsMax; seed += 1) {
    const { violations } = await runPlan(drawPayscorePlan(seed), { storage: 'memory', mutant });
    const [first] = violations;
    if (first === undefined) continue;
    console.log(`${mutant.name}: seed ${seed}, ${first.invariant} ${first.words}`);
    return first.invariant;
  }
  return undefined;
};

describe('bugs planted in the Pay Score of server and worker are found', () => {
  test.each(mutantsOfPayscore)('$name', { timeout: 600_000 }, async (mutant) => {
    expect(mutant.noticedBy).toContain(await killerOf(mutant));
  });
});
