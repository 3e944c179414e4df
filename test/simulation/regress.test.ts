import * as E from 'fp-ts/lib/Either.js';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allMutants } from './planted/all-mutants.ts';
import { type KeptPlan, readKeptPlan } from './regress/kept-plan.ts';
import { failureOf } from './report.ts';
import { runPlan, type RunResult } from './run-plan.ts';

const folder = new URL('./regress/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.plan.json'));

const kept = (name: string): KeptPlan => {
  const read = readKeptPlan(readFileSync(new URL(name, folder), 'utf8'));
  if (E.isLeft(read)) throw new Error(`${name}: ${read.left.join('; ')}`);
  return read.right;
};

describe('plans that once broke a rule', () => {
  test.each(files)('%s breaks none on either storage, and leaves one trace (INV-85, INV-102)', async (name) => {
    const { plan } = kept(name);
    const traces: string[] = [];
    for (const storage of ['memory', 'sqlite'] as const) {
      const result: RunResult = await runPlan(plan, { storage });
      expect(failureOf(plan, { storage }, result)).toBeUndefined();
      traces.push(result.traceHash);
    }
    expect(traces[1]).toBe(traces[0]);
  });

  test('the smallest of them still shows the planted bug that it was shrunk from', async () => {
    const { plan, invariant } = kept('acknowledged-before-commit.plan.json');
    const mutant = allMutants.find(({ name }) => name === 'acknowledge before commit');
    expect(mutant).toBeDefined();
    const { violations } = await runPlan(plan, { storage: 'memory', ...(mutant === undefined ? {} : { mutant }) });
    expect(violations.map((violation) => violation.invariant)).toContain(invariant);
  });
});
