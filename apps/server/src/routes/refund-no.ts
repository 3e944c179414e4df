import { RefundNo } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';

/** Where the caller gives none: the same for the same `Idempotency-Key`, whatever is repeated. */
export const refundNoOf = (key: string): RefundNo => {
  const made = RefundNo.of(`R${key.slice(0, 31)}`);
  if (E.isLeft(made)) throw new Error(`no refund number: ${made.left.rule}`);
  return made.right;
};
