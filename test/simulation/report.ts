import type { RunOptions, RunResult } from './run-plan.ts';
import type { Plan } from './plan/plan.ts';

/** Nothing where all is well. */
export const failureOf = (plan: Plan, options: RunOptions, result: RunResult): string | undefined =>
  result.violations.length === 0 ? undefined : describeFailure(plan, options, result);

/** What a failure prints: which rule, when, with what planned, and how to see it again. */
const describeFailure = (plan: Plan, options: RunOptions, result: RunResult): string =>
  [
    ...headOf(plan, options, result),
    ...result.lastLines.slice(-25).map((line) => `    ${line.slice(0, 180)}`),
    `  replay: ${replayOf(plan.seed, options)}`,
    `  trace hash ${result.traceHash}`,
  ].join('\n');

/** The rule that was broken, where and when, and how much was going on. */
export const headOf = (plan: Plan, options: RunOptions, { violations, struck }: RunResult): readonly string[] => {
  const [first, ...others] = violations;
  if (first === undefined) return [`seed ${plan.seed}: no violation`];
  return [
    `✗ ${first.invariant} ${first.words}`,
    `  seed ${plan.seed}  storage ${options.storage}  step ${first.step}  t+${clockOf(first.atMs)}`,
    `  ${plan.ops.length} ops, ${struck.length} of ${plan.faults.length} faults met`,
    ...others.slice(0, 4).map(({ invariant, words }) => `  also ${invariant} ${words}`),
  ];
};

export const replayOf = (seed: number, { storage }: RunOptions): string =>
  `pnpm sim --seed ${seed} --storage ${storage === 'memory' ? 'model' : 'sqlite'}`;

export const clockOf = (ms: number): string => {
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(Math.floor(ms % 1000)).padStart(3, '0')}`;
};

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

export type Counts = ReadonlyMap<string, number>;
export const addCounts = (sum: Map<string, number>, counts: Counts): void => {
  for (const [what, count] of counts) sum.set(what, (sum.get(what) ?? 0) + count);
};

/** What was met how often, grouped by its first word. */
export const describeCounts = (counts: Counts): string => {
  const groups = new Map<string, string[]>();
  for (const [what, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [group = '', ...rest] = what.split(' ');
    groups.set(group, [...(groups.get(group) ?? []), `${rest.join(' ') || 'all'} ${count}`]);
  }
  return [...groups].map(([group, lines]) => `  ${group}: ${lines.join(' · ')}`).join('\n');
};
