import { expect } from 'vitest';
import { drawPlan } from './plan/draw-plan.ts';
import { addCounts, describeCounts, failureOf } from './report.ts';
import type { Plan } from './plan/plan.ts';
import { type RunResult, runPlan } from './run-plan.ts';
import type { StorageKind } from './world/disk.ts';

/** What a clock on the wall showed there when the epoch began. */
const zones = { 'Asia/Shanghai': 8, 'America/New_York': 19, UTC: 0 } as const;

/** The trace may not depend on where the process believes it is (INV-27). */
const runIn = (zone: keyof typeof zones, plan: Plan, storage: StorageKind): Promise<RunResult> => {
  process.env['TZ'] = zone;
  expect(new Date(0).getHours()).toBe(zones[zone]);
  return runPlan(plan, { storage });
};

/**
 * Every seed on both storages and in three time zones: no violation, and one trace (INV-27, INV-85, INV-102). Returns how
 * often what was met.
 */
export const playSeeds = async (from: number, to: number): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  for (let seed = from; seed <= to; seed += 1) {
    const plan = drawPlan(seed);
    const memory = await runIn('Asia/Shanghai', plan, 'memory');
    expect(failureOf(plan, { storage: 'memory' }, memory)).toBeUndefined();
    const sqlite = await runIn('America/New_York', plan, 'sqlite');
    expect(failureOf(plan, { storage: 'sqlite' }, sqlite)).toBeUndefined();
    expect(sqlite.traceHash, `trace of seed ${seed} on SQLite and in memory`).toBe(memory.traceHash);
    const again = await runIn('UTC', plan, 'memory');
    expect(again.traceHash, `trace of seed ${seed} in another time zone`).toBe(memory.traceHash);
    addCounts(counts, memory.counts);
  }
  console.log(`seeds ${from} to ${to}, both storages\n${describeCounts(counts)}`);
  return counts;
};
