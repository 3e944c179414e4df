import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** A codec that leaves the value as it is, or says which rule it breaks; the value itself is never in the words. */
export const refined = <A>(name: string, check: (input: unknown) => E.Either<string, A>): t.Type<A, A> =>
  new t.Type<A, A>(
    name,
    (input): input is A => E.isRight(check(input)),
    (input, context) => {
      const checked = check(input);
      return E.isRight(checked) ? t.success(checked.right) : t.failure(input, context, checked.left);
    },
    t.identity,
  );
