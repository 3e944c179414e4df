import * as E from 'fp-ts/lib/Either.js';

declare const brand: unique symbol;
/** Whole, non-negative fen (1 yuan = 100 fen): the only money type inside the hexagon. INV-22. */
export type Fen = number & { readonly [brand]: 'Fen' };
export interface InvalidFen {
  readonly type: 'InvalidFen';
  readonly input: number;
}
export const Fen = {
  zero: 0 as Fen,
  of: (input: number): E.Either<InvalidFen, Fen> =>
    Number.isSafeInteger(input) && input >= 0 && !Object.is(input, -0)
      ? E.right(input as Fen)
      : E.left({ type: 'InvalidFen', input }),
  is: (input: unknown): input is Fen => typeof input === 'number' && Number.isSafeInteger(input) && input >= 0,
};

/** A sum beyond 2^53 fen (90 trillion yuan) is a programmer's error, so it throws. */
export const sumFen = (amounts: readonly Fen[]): Fen => {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  if (!Number.isSafeInteger(sum)) throw new Error('sum of fen is out of range');
  return sum as Fen;
};

/** What is left; never below zero. */
export const restOf = (limit: Fen, used: Fen): Fen => Math.max(0, limit - used) as Fen;
export const minFen = (first: Fen, ...others: readonly Fen[]): Fen => Math.min(first, ...others) as Fen;
