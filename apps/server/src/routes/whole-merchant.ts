import * as E from 'fp-ts/lib/Either.js';
import type { Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';

/** Pay Score and online face are the merchant's and no school's: a token bound to an organization may neither look nor act. */
export const wholeMerchant = ({ organization }: Principal): E.Either<Refusal, undefined> =>
  organization === undefined ? E.right(undefined) : E.left({ type: 'TokenBound' });
