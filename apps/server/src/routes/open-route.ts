import * as E from 'fp-ts/lib/Either.js';
import type { ServerDependencies } from '../server-dependencies.ts';
import type { Shape } from '../shape/shape.ts';
import { bodyMaxDefault, type Result, type Route } from './route.ts';

/** A GET for everybody, the same for all: no parameter, no secret. */
export const openRoute = (route: {
  readonly path: string;
  readonly summary: string;
  readonly answer?: Shape<unknown>;
  readonly handler: (deps: ServerDependencies) => Result;
}): Route => ({
  method: 'GET',
  path: route.path,
  auth: { type: 'open' },
  bodyMax: bodyMaxDefault,
  description: {
    summary: route.summary,
    ...(route.answer === undefined ? {} : { answer: { status: 200, schema: route.answer.schema } }),
  },
  run: (deps) => async () => E.right(route.handler(deps)),
});
