import * as E from 'fp-ts/lib/Either.js';
import { readFileSync } from 'node:fs';
import { readAnyPlan } from '../regress/kept-plan.ts';
import { clockOf, describeCounts, failureOf } from '../report.ts';
import { describePlan } from './describe-plan.ts';
import { playPlan } from './play-plan.ts';
import type { Terms } from './run-seeds.ts';
import { isGood, type Session, summaryObject } from './summary.ts';
import { startTally } from './tally.ts';

/** As many sentences about a file as help. */
const sentencesMax = 10;

/** Plays the plan of a file as it is, and tells what it did; the exit code. */
export const runPlanFile = async (file: string, { storage, json, commit }: Terms): Promise<number> => {
  const read = E.tryCatch(() => readFileSync(file, 'utf8'), String);
  if (E.isLeft(read)) return refuse([`${file} cannot be read: ${read.left}`]);
  const decoded = readAnyPlan(read.right);
  if (E.isLeft(decoded)) return refuse([`${file} is no plan:`, ...decoded.left.slice(0, sentencesMax)]);
  const plan = decoded.right;
  const began = performance.now();
  const result = await playPlan(plan, { storage });
  const tally = startTally();
  tally.add({ plan, kind: 'lunch' }, result);
  const [first] = result.violations;
  const replay = `pnpm sim --plan ${file}${storage === 'sqlite' ? ' --storage sqlite' : ''}`;
  const session: Session = {
    storage: storage === 'sqlite' ? 'sqlite' : 'model',
    commit,
    seconds: (performance.now() - began) / 1000,
    tally: tally.now(),
    failed: first === undefined ? [] : [{ seed: plan.seed, invariant: first.invariant, words: first.words, replay }],
  };
  if (json) console.log(JSON.stringify(summaryObject(session, { plan: file })));
  else {
    console.log([describeCounts(result.counts), ...describePlan(plan, result)].join('\n'));
    console.log(
      failureOf(plan, { storage }, result)?.replace(/replay: .*/u, `replay: ${replay}`) ??
        `trace hash ${result.traceHash}`,
    );
    console.log(
      `${clockOf(result.struck.at(-1)?.atMs ?? 0)} after the start the last of ${result.struck.length} faults struck`,
    );
  }
  const failures = session.failed.length;
  console[json ? 'error' : 'log'](`${1 - failures} passed, ${failures} failed`);
  return isGood(session) ? 0 : 1;
};

/** 2: nothing was played. */
const refuse = (sentences: readonly string[]): number => {
  console.error(sentences.join('\n  '));
  return 2;
};
