import { Fen as DomainFen } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { refined } from './refined.ts';

/** Whole, non-negative fen as a JSON number; never a string, a fraction or a minus zero (INV-22). */
export const Fen: t.Type<DomainFen, DomainFen> = refined('Fen', (input) =>
  DomainFen.is(input) && !Object.is(input, -0) ? E.right(input) : E.left('a whole number of fen, 0 or more'),
);
