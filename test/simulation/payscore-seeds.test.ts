import { describe, expect, test } from 'vitest';
import { drawPayscorePlan } from './plan/draw-payscore.ts';
import { runPlan } from './run-plan.ts';

/** What each run of these seeds has to have met (INV-103). */
const sometimes = [
  'payscore create 200',
  'payscore complete 200',
  'payscore modify 200',
  'payscore sync 200',
  'payscore sync 409',
  'payscore cancel 200',
  'payscore move pay',
  'payscore in-service → awaiting-payment',
  'payscore in-service → done',
  'payscore in-service → revoked',
  'payscore awaiting-payment → done',
  'payscore awaiting-payment → revoked',
  'payscore paid twice',
];

describe('service orders of Pay Score under every fault', () => {
  test(
    'INV-70 INV-71 INV-75 INV-76 INV-77 INV-78 INV-98 INV-103: seeds 1 to 60 end as WeChat says, and each situation occurs',
    { timeout: 1_200_000 },
    async () => {
      const counts = new Map<string, number>();
      for (let seed = 1; seed <= 60; seed += 1) {
        const run = await runPlan(drawPayscorePlan(seed), { storage: 'memory' });
        expect(run.violations, `seed ${seed}`).toEqual([]);
        for (const [what, count] of run.counts) counts.set(what, (counts.get(what) ?? 0) + count);
      }
      expect(sometimes.filter((what) => !counts.has(what))).toEqual([]);
    },
  );

  test('INV-85 INV-102: the same trace on SQLite', { timeout: 600_000 }, async () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const [memory, sqlite] = [
        await runPlan(drawPayscorePlan(seed), { storage: 'memory' }),
        await runPlan(drawPayscorePlan(seed), { storage: 'sqlite' }),
      ];
      expect([sqlite.violations, sqlite.traceHash], `seed ${seed}`).toEqual([[], memory.traceHash]);
    }
  });
});
