import { setTimeout as sleep } from 'node:timers/promises';
import { mulberry } from '../support/mulberry.ts';
import { until } from '../support/until.ts';
import type { AppName } from './app-process.ts';
import type { Rig } from './start-rig.ts';

export interface Kill {
  readonly app: AppName;
  /** Strikes when the work has come this far, 0 to 1 … */
  readonly progress: number;
  /** … and these milliseconds later. */
  readonly delayMs: number;
}

/** A schedule from a seed; in order of progress. */
export const planKills = (seed: number, counts: Readonly<Record<AppName, number>>): readonly Kill[] => {
  const random = mulberry(seed);
  const fraction = (): number => Buffer.from(random(4)).readUInt32LE() / 2 ** 32;
  const of = (app: AppName): readonly Kill[] =>
    Array.from({ length: counts[app] }, () => ({
      app,
      progress: 0.05 + 0.7 * fraction(),
      delayMs: Math.floor(30 * fraction()),
    }));
  return [...of('worker'), ...of('server')].toSorted((a, b) => a.progress - b.progress);
};

export interface Struck extends Kill {
  /** How far the work really was. */
  readonly at: number;
}

/** Waits for each moment of the plan and strikes; what it kills comes back at once. */
export const haunt = async (
  rig: Rig,
  plan: readonly Kill[],
  progressOf: (app: AppName) => number,
): Promise<readonly Struck[]> => {
  const struck: Struck[] = [];
  for (const kill of plan) {
    const { app, progress, delayMs } = kill;
    await until(`${app} to be at ${progress}`, () => progressOf(app) >= progress, { withinMs: 120_000, everyMs: 2 });
    await sleep(delayMs);
    struck.push({ ...kill, at: progressOf(app) });
    await rig.killAndRestart(app);
  }
  return struck;
};
