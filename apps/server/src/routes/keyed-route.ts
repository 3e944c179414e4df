import type { AnsweredBefore, Once } from '@facepay/application';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { createHash } from 'node:crypto';
import { readHeader } from '../edge/read-header.ts';
import type { HttpRequest } from '../http-message.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { type BearerInput, type BearerRoute, bearerRoute } from './bearer-route.ts';
import type { Result, Route } from './route.ts';

export interface Keyed {
  /** How the use case keeps the answer: as this view of its result. */
  readonly once: <A>(view: (result: A) => unknown) => Once<A>;
}
type KeyedInput<P, Q, B> = BearerInput<P, Q, B> & Keyed;

/**
 * A route that can move money. Its sender names each request by an `Idempotency-Key`, and may repeat it until an answer
 * arrives: it is carried out once, and answered each time with the very same bytes (INV-97).
 */
export const keyedRoute = <P, Q, B>(
  route: Omit<BearerRoute<P, Q, B>, 'handler' | 'headers'> & {
    readonly handler: (
      deps: ServerDependencies,
    ) => (input: KeyedInput<P, Q, B>) => TE.TaskEither<Refusal | AnsweredBefore, Result>;
  },
): Route =>
  bearerRoute<P, Q, B>({
    ...route,
    headers: keyHeader,
    handler: (deps) => {
      const handle = route.handler(deps);
      return (input) =>
        pipe(
          TE.fromEither(readKey(input.request.headers)),
          TE.flatMap((key): TE.TaskEither<Refusal | AnsweredBefore, Result> => {
            const { name, role } = input.principal;
            const names = {
              key: hashOf([role, name, route.method, route.path, key]),
              request: hashOf([input.request.target, Buffer.from(input.request.body).toString('base64')]),
            };
            return handle({
              ...input,
              once: (view) => ({ ...names, answer: (result) => JSON.stringify(view(result)) }),
            });
          }),
          TE.orElse((refusal): TE.TaskEither<Refusal, Result> => {
            if (refusal.type !== 'AnsweredBefore') return TE.left(refusal);
            return TE.right({ type: 'Kept', body: refusal.body });
          }),
        );
    },
  });

const readKey = (headers: HttpRequest['headers']): E.Either<Refusal, string> => {
  const header = readHeader(headers, 'idempotency-key');
  if (header.type === 'Missing') return E.left({ type: 'KeyMissing' });
  return header.type === 'One' && /^[\x21-\x7e]{1,255}$/u.test(header.value)
    ? E.right(header.value)
    : E.left({ type: 'KeyMalformed' });
};

const keyHeader = object({
  'Idempotency-Key': text(255, 'names this request among its sender’s: a repeat gets the answer of the first'),
});
const hashOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');
