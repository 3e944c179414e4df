import { type Life, never } from '../engine/process.ts';
import type { Stepper } from '../engine/stepper.ts';

/**
 * A worker's rest. Polling every 100 ms of thirty hours would be all that a simulation does, so an idle worker sleeps until
 * something is due, or for half an hour: what it misses are rounds that find nothing.
 */
export interface Alarm {
  readonly sleep: (life: Life, ms: number) => Promise<void>;
  /** Something was committed: look again at what is due. */
  readonly rearm: () => void;
}

export const createAlarm = (
  stepper: Stepper,
  dueAt: () => number | undefined,
  /** A worker whose clock is behind finds it due so much later. */
  offsetMs: (process: string) => number = () => 0,
): Alarm => {
  interface Sleeper {
    readonly life: Life;
    readonly soonest: number;
    readonly latest: number;
    readonly wake: () => void;
    armedAt: number;
  }
  const sleepers = new Set<Sleeper>();
  const arm = (sleeper: Sleeper): void => {
    const at = Math.min(
      sleeper.latest,
      Math.max(sleeper.soonest, (dueAt() ?? Infinity) - offsetMs(sleeper.life.process.name)),
    );
    if (at >= sleeper.armedAt) return;
    sleeper.armedAt = at;
    stepper.at(at, () => {
      if (sleepers.delete(sleeper)) sleeper.life.awake(sleeper.wake);
    });
  };
  return {
    sleep: (life, ms) => {
      if (!life.alive()) return never();
      return new Promise((resolve) => {
        const now = stepper.now();
        const sleeper = { life, soonest: now + ms, latest: now + 30 * 60_000, wake: resolve, armedAt: Infinity };
        sleepers.add(sleeper);
        arm(sleeper);
      });
    },
    rearm: () => {
      for (const sleeper of sleepers) arm(sleeper);
    },
  };
};
