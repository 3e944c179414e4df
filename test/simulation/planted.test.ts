import { afterAll, describe, expect, test } from 'vitest';
import { drawPlan } from './plan/draw-plan.ts';
import { allMutants } from './planted/all-mutants.ts';
import { findKiller } from './planted/find-killer.ts';
import { newNumberWithoutQuery } from './planted/mutants-of-orders.ts';
import type { Plan } from './plan/plan.ts';
import { retryWithoutQuery } from './planted/mutants-of-retries.ts';
import { runPlan } from './run-plan.ts';

const chargesAtOnce = ({ world }: Plan): boolean => world.gateway === 'at-once-twice';

describe('planted bugs are found', () => {
  const seeds: number[] = [];
  test.each(allMutants)('$name', { timeout: 600_000 }, async (mutant) => {
    const killed = await findKiller(mutant);
    console.log(
      `${mutant.name}: ${killed === undefined ? 'alive' : `seed ${killed.seed} (run ${killed.tries}), ${killed.invariant} ${killed.words}`}`,
    );
    expect(mutant.noticedBy).toContain(killed?.invariant);
    seeds.push(killed?.seed ?? Infinity);
  });
  afterAll(() => {
    const sorted = seeds.toSorted((a, b) => a - b);
    console.log(`${seeds.length} bugs found: median seed ${sorted[sorted.length >> 1]}, worst ${sorted.at(-1)}`);
  });

  // Every rule that would notice the bug on its way is switched off: what is left is the money itself.
  const muted = ['INV-7', 'INV-9', 'INV-10', 'INV-25', 'INV-31', 'INV-50', 'INV-54'];

  test('INV-5: a double charge in the money truth of a careless gateway', { timeout: 300_000 }, async () => {
    const killed = await findKiller(newNumberWithoutQuery, { gateway: 'careless', muted });
    console.log(`double charge: seed ${killed?.seed}, ${killed?.invariant} ${killed?.words}`);
    expect(killed?.invariant).toBe('INV-5');
  });

  test(
    'INV-5: a double charge by a gateway that charges each of two requests at once',
    { timeout: 300_000 },
    async () => {
      const atOnce = ['INV-12', ...muted];
      const killed = await findKiller(retryWithoutQuery, { muted: atOnce }, chargesAtOnce);
      console.log(`double charge at once: seed ${killed?.seed}, ${killed?.invariant} ${killed?.words}`);
      expect(killed?.invariant).toBe('INV-5');
    },
  );

  test('without a planted bug the careless gateway charges nobody twice', { timeout: 300_000 }, async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { violations } = await runPlan(drawPlan(seed), { storage: 'memory', gateway: 'careless' });
      expect(violations, `seed ${seed}`).toEqual([]);
    }
  });
});
