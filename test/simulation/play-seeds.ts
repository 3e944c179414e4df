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

/** INV-103: what a hundred seeds must meet at least; far below what they do meet, far above nothing. */
const floors: Readonly<Record<string, number>> = {
  'fault crash-before': 50,
  'fault crash-after': 50,
  'fault lost-request': 100,
  'fault lost-answer': 500,
  'fault duplicate': 300,
  'fault late': 100,
  'fault late-answer': 100,
  'fault unreachable': 100,
  'fault refused': 500,
  'fault error-before': 100,
  'fault error-after': 100,
  'fault flipped-request': 20,
  'fault flipped-answer': 20,
  'fault truncated-answer': 20,
  'fault unsigned-answer': 20,
  'crash server': 20,
  'crash worker': 50,
  'crash device': 5,
  'lease reclaimed': 100,
  'settled by a notice': 20,
  'upload accepted': 1000,
  'upload duplicate': 50,
  'counter paid-locally': 1000,
  'counter stranger': 50,
  'edge received>in-flight': 1000,
  'edge received>held': 100,
  'edge in-flight>paid': 500,
  'edge in-flight>advanced': 50,
  'edge in-flight>unknown': 100,
  'edge in-flight>failed': 20,
  'edge unknown>paid': 30,
  'edge unknown>advanced': 3,
  'edge unknown>failed': 30,
  'edge failed>in-flight': 50,
  'edge advanced>repaid': 30,
  'edge held>received': 3,
  'edge held>dead': 1,
  'answered under the same key': 10,
  'authinfo fresh': 50,
  'authinfo kept': 30,
  'counter denied': 20,
  'counter exposure': 3,
  'counter sold offline': 20,
  'deny list grows': 50,
  'deny list in time': 2000,
  'deny list shrinks': 3,
  'exposure watched': 50,
  'ends as evidence': 20,
  'hostile held amount': 20,
  'hostile held clock': 10,
  'hostile held clone': 3,
  'hostile held credential': 5,
  'hostile held merchant': 3,
  'hostile held tenant': 3,
  'hostile held user': 5,
  'hostile request 401': 50,
  'hostile request 404': 50,
  'hostile request 413': 5,
  'hostile request 422': 20,
  'hostile voucher evidence': 10,
  'notice under a wrong clock 401': 5,
  'power cut after append': 1,
  'replay answered again': 20,
  'sale time within its uncertainty': 500,
  'stale sale held': 10,
  'trouble block': 10,
  'trouble clock device': 5,
  'trouble clock server': 5,
  'trouble clone': 5,
  'trouble hostile chain': 5,
  'trouble hostile requests': 5,
  'trouble hostile rush': 3,
  'trouble hostile tenants': 5,
  'trouble hostile vouchers': 5,
  'trouble limits': 5,
  'trouble offline': 5,
  'trouble one key twice': 5,
  'trouble power-cut': 3,
  'trouble presign': 3,
  'trouble restore': 5,
  'trouble roster': 3,
  'trouble two operators': 20,
  'upload conflict': 20,
  'upload held': 50,
  'upload unreadable': 5,
  'ends paid': 500,
  'ends held': 100,
  'ends failed': 20,
  'ends advanced': 30,
};

export const belowFloor = (counts: ReadonlyMap<string, number>): readonly string[] =>
  Object.entries(floors)
    .filter(([what, floor]) => (counts.get(what) ?? 0) < floor)
    .map(([what, floor]) => `${what}: ${counts.get(what) ?? 0} of ${floor}`);
