/** Whether the server is within reach and at work, judged by its answers; milliseconds of the monotonic clock. */
export interface Contact {
  readonly answered: () => void;
  readonly lost: () => void;
  /** Answered not longer than `withinMs` ago, and not silent since. */
  readonly isOnline: (withinMs: number) => boolean;
  /** True from each silence until `closeGap`: something may have been missed meanwhile. */
  readonly hasGap: () => boolean;
  readonly closeGap: () => void;
}

export const createContact = (monotonicNow: () => number): Contact => {
  let [answeredMs, silent, gap]: [number, boolean, boolean] = [-Infinity, true, true];
  return {
    answered: () => {
      [answeredMs, silent] = [monotonicNow(), false];
    },
    lost: () => {
      [silent, gap] = [true, true];
    },
    isOnline: (withinMs) => !silent && monotonicNow() - answeredMs <= withinMs,
    hasGap: () => gap,
    closeGap: () => {
      gap = false;
    },
  };
};
