import { expect } from 'vitest';
import { drawPlan } from './plan/draw-plan.ts';
import { addCounts, describeCounts, failureOf } from './report.ts';
import { runPlan } from './run-plan.ts';

/** Every seed on both storages: no violation, and one trace (INV-85, INV-102). Returns how often what was met. */
export const playSeeds = async (from: number, to: number): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  for (let seed = from; seed <= to; seed += 1) {
    const plan = drawPlan(seed);
    const memory = await runPlan(plan, { storage: 'memory' });
    expect(failureOf(plan, { storage: 'memory' }, memory)).toBeUndefined();
    const sqlite = await runPlan(plan, { storage: 'sqlite' });
    expect(failureOf(plan, { storage: 'sqlite' }, sqlite)).toBeUndefined();
    expect(sqlite.traceHash, `trace of seed ${seed} on SQLite and in memory`).toBe(memory.traceHash);
    addCounts(counts, memory.counts);
  }
  console.log(`seeds ${from} to ${to}, both storages\n${describeCounts(counts)}`);
  return counts;
};
