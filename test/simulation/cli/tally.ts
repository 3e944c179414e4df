import { createHash } from 'node:crypto';
import type { Drawn } from '../plan/swarm.ts';
import { addCounts } from '../report.ts';
import type { RunResult } from '../run-plan.ts';
import { schoolDaysOf } from './school-days.ts';

/** What many runs came to, added up. */
export interface Tally {
  readonly runs: number;
  /** Those that were lunches with troubles: the floors of `floors.ts` are per hundred of them. */
  readonly lunches: number;
  /** Runs by their kind (`plan/swarm.ts`). */
  readonly kinds: ReadonlyMap<string, number>;
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
  readonly add: (drawn: Drawn, result: RunResult) => void;
  readonly now: () => Tally;
}

export const startTally = (): RunningTally => {
  const counts = new Map<string, number>();
  const coverage = new Map<string, number>();
  const kinds = new Map<string, number>();
  const traces = createHash('sha256');
  const sum = { runs: 0, lunches: 0, violations: 0, schoolDays: 0, vouchers: 0, steps: 0, faults: 0 };
  return {
    add: ({ plan, kind }, result) => {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      addCounts(counts, result.counts);
      addCounts(coverage, result.coverage);
      traces.update(result.traceHash);
      sum.runs += 1;
      sum.lunches += kind === 'lunch' ? 1 : 0;
      sum.violations += result.violations.length;
      sum.schoolDays += schoolDaysOf(plan, result);
      sum.vouchers += result.counts.get('upload accepted') ?? 0;
      sum.steps += result.steps;
      sum.faults += result.struck.length;
    },
    now: () => ({ ...sum, kinds, counts, coverage, traceHash: () => traces.copy().digest('hex') }),
  };
};
