import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

/** An answer in the shape a test counts on; another shape fails the test. */
export const readAs = <A>(codec: t.Type<A, unknown>, answer: unknown): A => {
  const read = codec.decode(answer);
  if (E.isRight(read)) return read.right;
  const where = read.left[0]?.context.map(({ key }) => key).join('.');
  throw new Error(`not a ${codec.name} (${where}): ${JSON.stringify(answer)}`);
};
