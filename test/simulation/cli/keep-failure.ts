import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../plan/plan.ts';
import { writeKeptPlan } from '../regress/kept-plan.ts';
import { headOf, replayOf } from '../report.ts';
import type { RunOptions, RunResult } from '../run-plan.ts';
import { type Shrunk, shrinkPlan } from '../shrink/shrink-plan.ts';
import { describePlan } from './describe-plan.ts';
import { playPlan } from './play-plan.ts';

/** Where minimal plans are written. */
const regress = fileURLToPath(new URL('../regress/', import.meta.url));
const secondsMax = 60;

export interface Kept {
  readonly file: string;
  readonly text: string;
}

/** Shrinks a failing plan for at most a minute, writes it down and says what it does (`simulation.md` §3.6). */
export const keepFailure = async (
  plan: Plan,
  result: RunResult,
  {
    options,
    commit,
    folder = regress,
  }: { readonly options: RunOptions; readonly commit: string; readonly folder?: string },
): Promise<Kept> => {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const play = (candidate: Plan): Promise<RunResult> => playPlan(candidate, options);
  const shrunk = await shrinkPlan({ plan, result, play, isOver: () => seconds() > secondsMax });
  const took = seconds();
  const again = await play(shrunk.plan);
  const [first] = result.violations;
  const invariant = first?.invariant ?? '';
  const file = join(folder, `${plan.seed}.plan.json`);
  mkdirSync(dirname(file), { recursive: true });
  const why = `${first?.words ?? ''} (found at commit ${commit}, seed ${plan.seed}, ${options.storage} storage)`;
  writeFileSync(file, writeKeptPlan({ why, invariant, plan: shrunk.plan }));
  const shownFile = relative(process.cwd(), file);
  return { file: shownFile, text: textOf({ plan, result, shrunk, again, options, commit, took, file: shownFile }) };
};

interface Story {
  readonly plan: Plan;
  readonly result: RunResult;
  readonly shrunk: Shrunk;
  readonly again: RunResult;
  readonly options: RunOptions;
  readonly commit: string;
  readonly took: number;
  readonly file: string;
}
const textOf = ({ plan, result, shrunk, again, options, commit, took, file }: Story): string =>
  [
    ...headOf(plan, options, result),
    `  commit ${commit}`,
    `  minimal: ${count(shrunk.plan.ops.length, 'op')}, ${count(shrunk.plan.faults.length, 'fault')} ` +
      `(from ${plan.ops.length} ops, ${plan.faults.length} faults) in ${took.toFixed(1)} s, ${shrunk.runs} runs`,
    ...describePlan(shrunk.plan, again),
    `  ← ${again.violations[0]?.invariant ?? 'nothing'} ${again.violations[0]?.words ?? 'any more'}`,
    '  the last lines of its trace:',
    ...again.lastLines.slice(-12).map((line) => `    ${line.slice(0, 180)}`),
    `  replay: ${replayOf(plan.seed, options)}  (full)  |  pnpm sim --plan ${file}${options.storage === 'sqlite' ? ' --storage sqlite' : ''}`,
    `  trace hash ${result.traceHash}  minimal ${again.traceHash}`,
  ].join('\n');

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
