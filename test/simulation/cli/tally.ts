import { createHash } from 'node:crypto';
import type { Plan } from '../plan/plan.ts';
import { addCounts } from '../report.ts';
import type { RunResult } from '../run-plan.ts';
import { isSchoolDay, schoolDaysOf } from './school-days.ts';

/** What many runs came to, added up. */
export interface Tally {
  readonly runs: number;
  /** Those that were small lunches: the floors of `floors.ts` are per hundred of them. */
  readonly lunches: number;
  readonly violations: number;
  readonly schoolDays: number;
  readonly vouchers: number;
  readonly steps: number;
  readonly faults: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly coverage: ReadonlyMap<string, number>;
  /** Of all traces, in their order. */
  readonly traceHash: () => string;
}
export interface RunningTally {
  readonly add: (plan: Plan, result: RunResult) => void;
  readonly now: () => Tally;
}

export const startTally = (): RunningTally => {
  const counts = new Map<string, number>();
  const coverage = new Map<string, number>();
  const traces = createHash('sha256');
  const sum = { runs: 0, lunches: 0, violations: 0, schoolDays: 0, vouchers: 0, steps: 0, faults: 0 };
  return {
    add: (plan, result) => {
      addCounts(counts, result.counts);
      addCounts(coverage, result.coverage);
      traces.update(result.traceHash);
      sum.runs += 1;
      sum.lunches += isSchoolDay(plan) ? 0 : 1;
      sum.violations += result.violations.length;
      sum.schoolDays += schoolDaysOf(plan, result);
      sum.vouchers += result.counts.get('upload accepted') ?? 0;
      sum.steps += result.steps;
      sum.faults += result.struck.length;
    },
    now: () => ({ ...sum, counts, coverage, traceHash: () => traces.copy().digest('hex') }),
  };
};
