import {
  type Change,
  type Clock,
  type OrganizationId,
  ref,
  type Storage,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type AnsweredBefore, answeredBefore, type KeyUsedOtherwise, type Once } from './answer-once.ts';

/** Carried out, and not answered yet: no answer of ours is empty. */
const pending = '';
type Refused = AnsweredBefore | KeyUsedOtherwise | StoreFailure;

/**
 * For a request whose answer is worth waiting for: `carryOut` keeps the key with its intent and then goes on for a while.
 * Whoever repeats the request meanwhile gets what `look` finds then, and so does the first one: all get the same bytes, and
 * it is carried out once (INV-97).
 */
export const answerLater =
  (deps: { readonly storage: Storage; readonly clock: Clock }) =>
  <A, Failure>(
    organization: OrganizationId,
    asked: Once<A>,
    carryOut: (once: Once<unknown>) => TE.TaskEither<Failure | Refused, A>,
    look: TE.TaskEither<Failure | Refused, A>,
  ): TE.TaskEither<Failure | Refused, A> =>
    pipe(
      carryOut({ ...asked, answer: () => pending }),
      TE.orElse((failure): TE.TaskEither<Failure | Refused, A> => (isPending(failure) ? look : TE.left(failure))),
      TE.flatMap((result) => keep(deps, organization, asked, result)),
    );

const isPending = (failure: unknown): boolean =>
  typeof failure === 'object' &&
  failure !== null &&
  'type' in failure &&
  failure.type === 'AnsweredBefore' &&
  'body' in failure &&
  failure.body === pending;

const keep = <A>(
  { storage, clock }: { readonly storage: Storage; readonly clock: Clock },
  organization: OrganizationId,
  asked: Once<A>,
  result: A,
): TE.TaskEither<Refused, A> => {
  const at = ref('answer', asked.key);
  const body = asked.answer(result);
  const now = clock.now();
  return storage.transact({
    organization,
    read: { kept: at },
    decide: ({ kept }): E.Either<Refused, Change<A>> => {
      const before = answeredBefore(kept, asked);
      if (before === undefined || kept?.body === body) return E.right({ writes: [], events: [], result });
      if (before.type === 'KeyUsedOtherwise' || before.body !== pending) return E.left(before);
      return E.right({ writes: [write(at, { request: asked.request, body, at: now })], events: [], result });
    },
  });
};
