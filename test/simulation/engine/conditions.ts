import type { Stepper } from './stepper.ts';

/** What is wrong for a while rather than at one call: clocks (F-10, F-11) and cut lines (F-4). Nothing is, once healed. */
export interface Conditions {
  /** How far the wall clock of this process is off, milliseconds; its monotonic clock is always right. */
  readonly offsetMs: (process: string) => number;
  readonly setClock: (process: string, offsetMs: number, forMs: number) => void;
  /** Nothing this process sends arrives anywhere. */
  readonly isCut: (process: string) => boolean;
  readonly cut: (process: string, forMs: number) => void;
}

export const createConditions = (stepper: Stepper, healAt: number): Conditions => {
  const clocks = new Map<string, { readonly offsetMs: number; readonly until: number }>();
  const cuts = new Map<string, number>();
  const until = (forMs: number): number => Math.min(healAt, stepper.now() + forMs);
  return {
    offsetMs: (process) => {
      const clock = clocks.get(process);
      return clock === undefined || stepper.now() >= clock.until ? 0 : clock.offsetMs;
    },
    setClock: (process, offsetMs, forMs) => void clocks.set(process, { offsetMs, until: until(forMs) }),
    isCut: (process) => stepper.now() < (cuts.get(process) ?? 0),
    cut: (process, forMs) => void cuts.set(process, Math.max(cuts.get(process) ?? 0, until(forMs))),
  };
};
