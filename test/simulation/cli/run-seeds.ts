import type { Plan } from '../plan/plan.ts';
import { replayOf } from '../report.ts';
import type { RunOptions, RunResult } from '../run-plan.ts';
import type { StorageKind } from '../world/disk.ts';
import { shortCommit } from './commit-of-tree.ts';
import { keepFailure } from './keep-failure.ts';
import { playSeedsTask, seedsFrom } from './play-seeds-task.ts';
import { createProgress } from './progress.ts';
import type { SimTask } from './sim-options.ts';
import { type Failed, isGood, type Session, summaryObject, summaryText } from './summary.ts';

export interface Terms {
  readonly storage: StorageKind;
  readonly json: boolean;
  readonly commit: string;
}

/** Each rule's first failure is shrunk, which takes up to a minute; so many rules at most. */
const shrunkMax = 3;

/** Plays seeds and tells of them; the exit code. */
export const runSeeds = async (
  { from, until }: Extract<SimTask, { type: 'seeds' }>,
  { storage, json, commit }: Terms,
): Promise<number> => {
  const clock = stopwatch();
  const failures: Failed[] = [];
  const shrunk = new Set<string>();
  const failed = async (plan: Plan, result: RunResult, options: RunOptions): Promise<void> => {
    const { invariant = '', words = '' } = result.violations[0] ?? {};
    const failure = { seed: plan.seed, invariant, words, replay: replayOf(plan.seed, options) };
    if (shrunk.has(invariant) || shrunk.size === shrunkMax) {
      console.error(`✗ ${invariant} ${words}\n  replay: ${failure.replay}`);
      return void failures.push(failure);
    }
    shrunk.add(invariant);
    clock.pause();
    const kept = await keepFailure(plan, result, { options, commit: shortCommit(commit) });
    clock.go();
    failures.push({ ...failure, kept: kept.file });
    console[json ? 'error' : 'log'](kept.text);
  };
  const progress = createProgress(clock.seconds, (line) => console.error(line));
  const tally = await playSeedsTask({
    seeds: seedsFrom(from),
    until,
    optionsOf: () => ({ storage }),
    secondsPassed: clock.seconds,
    played: ({ now }) => progress.tell(now()),
    failed,
  });
  const session: Session = {
    storage: storage === 'sqlite' ? 'sqlite' : 'model',
    commit,
    seconds: clock.seconds(),
    tally: tally.now(),
    failed: failures,
  };
  if (json) console.log(JSON.stringify(summaryObject(session, { from })));
  else console.log(summaryText(session));
  console[json ? 'error' : 'log'](closingLine(session));
  return isGood(session) ? 0 : 1;
};

const closingLine = ({ tally, failed }: Session): string =>
  `${tally.runs - failed.length} passed, ${failed.length} failed`;

/** Real seconds of playing: shrinking does not count. */
const stopwatch = () => {
  let [sum, since] = [0, performance.now()];
  return {
    seconds: () => (sum + (since === Infinity ? 0 : performance.now() - since)) / 1000,
    pause: () => {
      sum += performance.now() - since;
      since = Infinity;
    },
    go: () => {
      since = performance.now();
    },
  };
};
