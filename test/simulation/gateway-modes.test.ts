import { expect, test } from 'vitest';
import { drawPlan } from './plan/draw-plan.ts';
import type { Mutant } from './planted/mutant.ts';
import { runPlan } from './run-plan.ts';

/** Sends the same number again as soon as WeChat does not find it, while the first request may still be on its way. */
const impatient: Mutant = {
  name: 'no patience with a request in flight',
  noticedBy: ['INV-5', 'INV-12'],
  ports: (ports) => ({ ...ports, policy: { ...ports.policy, inFlightMs: 0 } }),
};
const plansOf = (gateway: string, count: number) =>
  Array.from({ length: 200 }, (_, index) => drawPlan(index + 1))
    .filter(({ world }) => world.gateway === gateway)
    .slice(0, count);

test(
  'INV-5, INV-12: a gateway that charges a second request at once again finds a client without patience',
  { timeout: 300_000 },
  async () => {
    const found = new Set<string>();
    for (const plan of plansOf('at-once-twice', 3)) {
      expect((await runPlan(plan, { storage: 'memory' })).violations, `seed ${plan.seed}`).toEqual([]);
      // The line that sees the second request leave says nothing: what is left is the gateway's own word.
      const { violations } = await runPlan(plan, { storage: 'memory', mutant: impatient, muted: ['INV-12'] });
      for (const { invariant } of violations) found.add(invariant);
    }
    expect([...found]).toContain('INV-5');
  },
);

test('INV-5: a strict gateway sees no two requests of one order at once', { timeout: 300_000 }, async () => {
  const plans = plansOf('strict', 3);
  expect(plans).toHaveLength(3);
  for (const plan of plans) expect((await runPlan(plan, { storage: 'memory' })).violations).toEqual([]);
});
