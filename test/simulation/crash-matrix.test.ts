import { expect, test } from 'vitest';
import type { Fault, Plan } from './plan/plan.ts';
import { failureOf } from './report.ts';
import { runPlan, type RunResult } from './run-plan.ts';

/** One meal that is paid and one that WeChat advances; everything goes well but for the one fault. */
const quiet: Plan = {
  seed: 1,
  world: {
    startAt: Date.parse('2026-09-01T11:30:00+08:00'),
    workers: 1,
    testMerchant: false,
    transactionNotices: true,
    knowsCertificate: true,
    failedOrder: 'PAYERROR',
  },
  pupils: [0, 1].map((index) => ({
    outUserId: `pupil-${index}`,
    name: `学生${index}`,
    phone: `1380000000${index}`,
    faceSeed: 50 + index,
    balanceFen: index === 0 ? 100_000 : 0,
    advanceQuota: true,
  })),
  ops: [
    { type: 'sale', at: 600_000, pupil: 0, amountFen: 1200 },
    { type: 'sale', at: 630_000, pupil: 1, amountFen: 800 },
  ],
  faults: [],
  healAt: 780_000,
};
const kinds = ['crash-before', 'crash-after', 'lost-answer'] as const;

test(
  'INV-17: a crash before, after and instead of the answer of every port call ends as no crash does',
  { timeout: 1_200_000 },
  async () => {
    const calm = await runPlan(quiet, { storage: 'memory' });
    expect(calm.violations).toEqual([]);
    expect(calm.ends).toEqual(['advanced 800', 'paid 1200']);
    const count = { faults: 0, calls: 0 };
    for (const { process, port, calls } of calm.calls) {
      // People and WeChat do not crash; a sale that a power cut interrupts before it is kept was no sale.
      if (process === 'office' || process === 'wechat' || port === 'journal') continue;
      for (let call = 1; call <= calls; call += 1) {
        count.calls += 1;
        for (const kind of kinds) {
          const plan = { ...quiet, faults: [{ process, port, call, kind } satisfies Fault] };
          const result = await runPlan(plan, { storage: 'memory' });
          count.faults += met(result, kind);
          expect(failureOf(plan, { storage: 'memory' }, result)).toBeUndefined();
          expect(result.ends, `${process} ${port}#${call} ${kind}`).toEqual(calm.ends);
        }
      }
    }
    console.log(`${count.calls} port calls, each with three faults: ${count.faults} faults met`);
    expect(count.calls).toBeGreaterThan(100);
    expect(count.faults).toBe(count.calls * kinds.length);
  },
);

const met = ({ counts }: RunResult, kind: Fault['kind']): number => counts.get(`fault ${kind}`) ?? 0;
