/** Time of the month: it jumps from one thing that is due to the next, and nobody waits. */
export interface MonthTime {
  readonly now: () => number;
  /** Everything that falls due until then happens at its time, ours and WeChat's. */
  readonly pass: (until: number) => Promise<void>;
  /** Everything that is due now. */
  readonly settle: () => Promise<void>;
}
export interface DueParts {
  readonly wechatDueAt: () => number | undefined;
  readonly runWechat: () => Promise<void>;
  readonly ourDueAt: () => number | undefined;
  /** One round of every worker; how much there was to do. */
  readonly runWorkers: () => Promise<number>;
}

export const createMonthTime = (start: number, parts: () => DueParts): MonthTime => {
  let now = start;
  const isDue = (at: number | undefined): boolean => at !== undefined && at <= now;
  const settle = async (): Promise<void> => {
    const { wechatDueAt, runWechat, ourDueAt, runWorkers } = parts();
    for (let rounds = 0, done = 1; done > 0 || isDue(ourDueAt()) || isDue(wechatDueAt()); rounds += 1) {
      if (rounds > roundsMax) throw new Error(`${new Date(now).toISOString()}: work that never ends`);
      if (done === 0) now += idleMs; // as idle workers do, who look again a little later
      if (isDue(wechatDueAt())) await runWechat();
      done = await runWorkers();
    }
  };
  return {
    now: () => now,
    settle,
    pass: async (until) => {
      for (;;) {
        await settle();
        const { wechatDueAt, ourDueAt } = parts();
        const next = Math.min(wechatDueAt() ?? Infinity, ourDueAt() ?? Infinity);
        if (next > until) break;
        now = Math.max(now, next);
      }
      now = Math.max(now, until);
    },
  };
};

const roundsMax = 5_000;
const idleMs = 100;
