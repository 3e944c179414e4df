import type { Clock, Stretch } from '../plan/plan.ts';
import type { Stepper } from './stepper.ts';

/** Which way of a line is cut: what a process sends, what comes to it, or both (F-4). */
type Cut = 'both' | 'out' | 'in';

/**
 * What is wrong for a while rather than at one call: clocks (F-10, F-11), cut lines (F-4), half-open connections (F-5),
 * processes that stand still (F-8), a store that takes nothing (F-16). Nothing is, once healed.
 */
export interface Conditions {
  /** How far the wall clock of this process is off, milliseconds; its monotonic clock is always right. */
  readonly offsetMs: (process: string) => number;
  readonly setClock: (process: string, clock: Clock, forMs: number) => void;
  /** Nothing this process sends arrives anywhere, or nothing arrives here that others send, answers included. */
  readonly isCut: (process: string, way: 'out' | 'in') => boolean;
  readonly cut: (process: string, forMs: number, way?: Cut) => void;
  /** Until when, milliseconds since the start, this process stands still; the past where it does not. */
  readonly pausedUntil: (process: string) => number;
  readonly pause: (process: string, forMs: number) => void;
  /** Every write to the store is refused; it may still be read. */
  readonly isStoreFull: () => boolean;
  readonly fillStore: (forMs: number) => void;
  /** The disk of one terminal is full. */
  readonly isDiskFull: (process: string) => boolean;
  readonly fillDisk: (process: string, forMs: number) => void;
}

export const createConditions = (stepper: Stepper, healAt: number, always: readonly Stretch[] = []): Conditions => {
  const clocks = new Map<string, { readonly clock: Clock; readonly from: number; readonly until: number }>();
  const [out, into, full, paused] = [
    spans(stepper, healAt),
    spans(stepper, healAt),
    spans(stepper, healAt),
    spans(stepper, healAt),
  ];
  for (const { process, clock } of always) clocks.set(process, { clock, from: 0, until: healAt });
  return {
    offsetMs: (process) => {
      const known = clocks.get(process);
      if (known === undefined || stepper.now() >= known.until) return 0;
      const { offsetMs, driftPpm = 0 } = known.clock;
      return Math.round(offsetMs + (driftPpm * (stepper.now() - known.from)) / 1_000_000);
    },
    setClock: (process, clock, forMs) =>
      void clocks.set(process, { clock, from: stepper.now(), until: Math.min(healAt, stepper.now() + forMs) }),
    isCut: (process, way) => (way === 'out' ? out : into).is(process),
    cut: (process, forMs, way = 'both') => {
      if (way !== 'in') out.begin(process, forMs);
      if (way !== 'out') into.begin(process, forMs);
    },
    pausedUntil: paused.until,
    pause: paused.begin,
    isStoreFull: () => full.is(store),
    fillStore: (forMs) => full.begin(store, forMs),
    isDiskFull: full.is,
    fillDisk: full.begin,
  };
};

const store = 'the store of all servers and workers';

/** Who is in some state until when; never past healing. */
const spans = (stepper: Stepper, healAt: number) => {
  const ends = new Map<string, number>();
  const until = (who: string): number => ends.get(who) ?? 0;
  return {
    until,
    is: (who: string): boolean => stepper.now() < until(who),
    begin: (who: string, forMs: number): void =>
      void ends.set(who, Math.max(until(who), Math.min(healAt, stepper.now() + forMs))),
  };
};
