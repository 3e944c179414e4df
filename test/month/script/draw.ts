import { mulberry } from '../../support/mulberry.ts';

/** Repeatable chance: the script is the same on every run. */
export interface Draw {
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly one: <A>(of: readonly A[]) => A;
}

export const createDraw = (seed: number): Draw => {
  const bytes = mulberry(seed);
  const between = (low: number, high: number): number =>
    low + (Buffer.from(bytes(4)).readUInt32BE() % (high - low + 1));
  return {
    between,
    one: (of) => {
      const drawn = of[between(0, of.length - 1)];
      if (drawn === undefined) throw new Error('nothing to draw from');
      return drawn;
    },
  };
};
