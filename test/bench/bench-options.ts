import type { Side } from './measure.ts';

export interface BenchOptions {
  /** Where both sides keep their files. */
  readonly folder: string;
  /** Counted rounds; those that warm up come on top. */
  readonly rounds: number;
  /** Pieces of work in a round, forged ones among them. */
  readonly count: number;
  /** A folder for CPU profiles of our processes. */
  readonly profileTo?: string | undefined;
}
export interface Sides {
  readonly ours: Side;
  readonly peer: Side;
  /** The peer's work out of the cheapest pieces and with nothing around it: what no server on this machine gets beyond. */
  readonly bound: Side;
  readonly close: () => Promise<void>;
}
