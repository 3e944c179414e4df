import type { MovableClock, WechatEmulator } from '@facepay/wechat-emulator';

/** Real timers for what the emulator does of its own accord. */
export interface Alarm {
  /** Looks again at what is due next; after any change of that, or of the clock. */
  readonly wake: () => void;
  /** Waits on the emulator's clock; while that stands still, on real time. */
  readonly sleep: (ms: number) => Promise<void>;
  /** No further runs; resolves when the current one has ended. */
  readonly stop: () => Promise<void>;
}

const longestMs = 60_000;
const afterFailureMs = 1000;

export const createAlarm = (clock: MovableClock, emulator: () => WechatEmulator): Alarm => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const running = new Set<Promise<void>>();

  const wakeIn = (waitMs: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(run, Math.min(waitMs, longestMs));
  };
  const wake = (): void => {
    const dueAt = emulator().dueAt();
    const waitMs = dueAt === undefined ? undefined : clock.baseMsUntil(dueAt);
    // A clock moved by hand wakes us too; looking once a minute is for clocks that jump by themselves.
    if (waitMs !== undefined) wakeIn(waitMs);
  };
  const run = (): void => {
    // Takes what is due in its first step, so that a slow receiver holds up only its own notice.
    const one = emulator()
      .runDue()
      .catch((cause: unknown) => {
        console.error('emulator: what was due failed', cause);
        wakeIn(afterFailureMs);
      })
      .finally(() => running.delete(one));
    running.add(one);
    wake();
  };
  return {
    wake,
    sleep: (ms) =>
      new Promise((resolve) => {
        setTimeout(resolve, clock.baseMsUntil(clock.now() + ms) ?? ms);
      }),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
};
