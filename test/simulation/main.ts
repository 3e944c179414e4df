import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { drawPlan } from './plan/draw-plan.ts';
import { addCounts, describeCounts, failureOf } from './report.ts';
import { runPlan } from './run-plan.ts';

// pnpm sim --seed 7              one seed, with its trace where it fails
// pnpm sim --from 1 --count 200  that many seeds
// pnpm sim --seconds 60          fresh ones until the time is over
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    count: { type: 'string' },
    seconds: { type: 'string' },
    storage: { type: 'string', default: 'model' },
    json: { type: 'boolean', default: false },
  },
});
const storage = values.storage === 'sqlite' ? 'sqlite' : 'memory';
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.count ?? (values.seconds === undefined ? 200 : Infinity)) : 1;
const began = performance.now();
const secondsPassed = (): number => (performance.now() - began) / 1000;

const counts = new Map<string, number>();
const failed: number[] = [];
const traces = createHash('sha256');
let [passed, steps] = [0, 0];
for (let seed = from; seed < from + count && secondsPassed() < Number(values.seconds ?? Infinity); seed += 1) {
  const plan = drawPlan(seed);
  const options = { storage } as const;
  const result = await runPlan(plan, options);
  addCounts(counts, result.counts);
  steps += result.steps;
  traces.update(result.traceHash);
  if (result.violations.length === 0) passed += 1;
  else failed.push(seed);
  const failure = failureOf(plan, options, result);
  if (failure !== undefined && !values.json) console.log(failure);
}
const seconds = Math.round(secondsPassed() * 10) / 10;
if (values.json)
  console.log(
    JSON.stringify({
      storage,
      from,
      passed,
      failed,
      steps,
      seconds,
      traceHash: traces.digest('hex'),
      counts: Object.fromEntries(counts),
    }),
  );
else console.log(`${describeCounts(counts)}\n  ${steps} steps in ${seconds} s on ${storage}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || passed === 0 ? 1 : 0;
