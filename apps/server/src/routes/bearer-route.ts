import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Principal, Role } from '../access/principal.ts';
import { readHeader } from '../edge/read-header.ts';
import type { HttpRequest } from '../http-message.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import type { Shape } from '../shape/shape.ts';
import { type Input, type InputShapes, readInput } from './read-input.ts';
import { bodyMaxDefault, type Incoming, type Result, type Route } from './route.ts';

export interface BearerRoute<P, Q, B> extends InputShapes<P, Q, B> {
  readonly method: Route['method'];
  readonly path: string;
  /** Nobody else may (INV-93). */
  readonly roles: readonly Role[];
  readonly summary: string;
  /** Bytes, where the usual ones do not do. */
  readonly bodyMax?: number;
  /** Of headers of its own. */
  readonly headers?: Shape<unknown>;
  readonly answer: { readonly status: 200 | 201; readonly shape: Shape<unknown> };
  readonly handler: (deps: ServerDependencies) => (input: BearerInput<P, Q, B>) => TE.TaskEither<Refusal, Result>;
}
export type BearerInput<P, Q, B> = Input<P, Q, B> & {
  readonly principal: Principal;
  readonly requestId: string;
  /** As it came, for what is made of its very bytes. */
  readonly request: HttpRequest;
};

/** A route for people and systems: token, role, shapes, handler. */
export const bearerRoute = <P, Q, B>(route: BearerRoute<P, Q, B>): Route => ({
  method: route.method,
  path: route.path,
  auth: { type: 'bearer', roles: route.roles },
  bodyMax: route.bodyMax ?? bodyMaxDefault,
  ...(route.media === undefined ? {} : { media: route.media }),
  description: {
    summary: route.summary,
    ...(route.params === undefined ? {} : { params: route.params.schema }),
    ...(route.query === undefined ? {} : { query: route.query.schema }),
    ...(route.headers === undefined ? {} : { headers: route.headers.schema }),
    ...(route.body === undefined ? {} : { body: route.body.schema }),
    ...(route.bodyOptional === undefined ? {} : { bodyOptional: route.bodyOptional }),
    ...(route.media === undefined ? {} : { bodyMedia: route.media }),
    answer: { status: route.answer.status, schema: route.answer.shape.schema },
  },
  run: (deps) => (incoming) =>
    pipe(
      TE.fromEither(authorize(deps, route.roles, incoming)),
      TE.bindTo('principal'),
      TE.bind('input', () => TE.fromEither(readInput(route)(incoming))),
      TE.flatMap(({ principal, input }) =>
        route.handler(deps)({ ...input, principal, requestId: incoming.requestId, request: incoming.request }),
      ),
    )(),
});

const authorize = (
  { accessTokens, counters }: ServerDependencies,
  roles: readonly Role[],
  { request }: Incoming,
): E.Either<Refusal, Principal> => {
  const refuse = (type: 'TokenMissing' | 'TokenWrong' | 'RoleLacking'): E.Either<Refusal, Principal> => {
    counters.count('accessRefusals');
    return E.left({ type });
  };
  const header = readHeader(request.headers, 'authorization');
  if (header.type === 'Missing') return refuse('TokenMissing');
  const token = header.type === 'One' ? /^Bearer ([\x21-\x7e]{1,512})$/iu.exec(header.value)?.[1] : undefined;
  const principal = token === undefined ? undefined : accessTokens.find(token);
  if (principal === undefined) return refuse('TokenWrong');
  return roles.includes(principal.role) ? E.right(principal) : refuse('RoleLacking');
};
