import {
  later,
  type PayscorePermission,
  type PermissionOf,
  type PermissionReading,
  toRfc3339,
  hour,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole, operators, type Principal } from '../access/principal.ts';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { shownText, shownTime, oneOf, text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { authorizationCode, openid } from '../shape/payscore-shapes.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { bearerRoute } from './bearer-route.ts';
import { payscoreOf } from './payscore-of.ts';
import { ok, type Result } from './route.ts';

const path = '/v1/payscore/permissions';

const preAuthorise = bearerRoute({
  method: 'POST',
  path,
  roles: operators,
  summary:
    'What WeChat’s authorisation page is launched with (商户预授权), good for an hour; the same code again gives another',
  body: object({ authorizationCode }, { notifyUrl: text(255) }),
  answer: {
    status: 200,
    shape: object(
      { authorizationCode: shownText, status: shownText, requestedAt: shownTime },
      {
        token: object({ text: shownText, until: shownTime }),
      },
    ),
  },
  handler:
    (deps) =>
    ({ principal, body }) =>
      pipe(
        TE.fromEither(payscoreOf(deps, principal)),
        TE.flatMap(({ payscore }): TE.TaskEither<Refusal, Result> => {
          const notifyUrl = body.notifyUrl ?? payscore.policy.ownNotifyUrl;
          return notifyUrl === undefined
            ? TE.left(shapeWrong('notifyUrl', 'is required'))
            : pipe(
                payscore.preAuthorise(body.authorizationCode, notifyUrl, principal.name),
                TE.map((permission) => ok(askedView(permission))),
              );
        }),
      ),
});

const askedView = ({ code, status, requestedAt, token }: PayscorePermission) => ({
  authorizationCode: code,
  status,
  requestedAt: toRfc3339(requestedAt),
  ...(token === undefined ? {} : { token: { text: token.text, until: toRfc3339(later(token.at, hour)) } }),
});

/** `never`: WeChat knows no authorisation. `unavailable`: there was one. `unbound`: nobody has used the code yet. */
const Reading = object(
  { state: oneOf('never', 'available', 'unavailable', 'unbound') },
  { authorizationCode: shownText, openid: shownText, openedAt: shownTime, closedAt: shownTime },
);
const readingView = (reading: PermissionReading | undefined): ShapeOf<typeof Reading> => {
  if (reading === undefined) return { state: 'never' };
  const { state, code, openid: user, openedAt, closedAt } = reading;
  return {
    state,
    ...(code === undefined ? {} : { authorizationCode: code }),
    ...(user === undefined ? {} : { openid: user }),
    ...(openedAt === undefined ? {} : { openedAt: toRfc3339(openedAt) }),
    ...(closedAt === undefined ? {} : { closedAt: toRfc3339(closedAt) }),
  };
};

const get = bearerRoute({
  method: 'GET',
  path,
  roles: everyRole,
  summary: 'An authorisation by its code, read from WeChat now',
  query: object({ authorizationCode }),
  answer: { status: 200, shape: Reading },
  handler:
    (deps) =>
    ({ principal, query }) =>
      read(deps, principal, { type: 'code', code: query.authorizationCode }),
});

/** An openid names a person, so it is in no URL (INV-88). */
const find = bearerRoute({
  method: 'POST',
  path: `${path}/find`,
  roles: everyRole,
  summary: 'The authorisation of a user, read from WeChat now',
  body: object({ openid }),
  answer: { status: 200, shape: Reading },
  handler:
    (deps) =>
    ({ principal, body }) =>
      read(deps, principal, { type: 'openid', ...body }),
});

const read = (deps: ServerDependencies, principal: Principal, of: PermissionOf): TE.TaskEither<Refusal, Result> =>
  pipe(
    TE.fromEither(payscoreOf(deps, principal)),
    TE.flatMap(({ payscore }) => payscore.readPermission(of)),
    TE.map((reading) => ok(readingView(reading))),
  );

const terminate = bearerRoute({
  method: 'POST',
  path: `${path}/terminate`,
  roles: operators,
  summary: 'Ends an authorisation (解除授权), by its code or its user; refused while orders of that user are open',
  body: object({ reason: text(50) }, { authorizationCode, openid }),
  answer: { status: 200, shape: object({ state: oneOf('unavailable') }) },
  handler:
    (deps) =>
    ({ principal, body }) =>
      pipe(
        TE.fromEither(payscoreOf(deps, principal)),
        TE.flatMap(({ payscore }): TE.TaskEither<Refusal, Result> => {
          const of = oneOfThem(body);
          return of === undefined
            ? TE.left(shapeWrong('authorizationCode', 'this or openid, and not both'))
            : pipe(
                payscore.terminatePermission(of, body.reason, principal.name),
                TE.map(() => ok({ state: 'unavailable' })),
              );
        }),
      ),
});

const oneOfThem = (body: {
  readonly authorizationCode?: ShapeOf<typeof authorizationCode>;
  readonly openid?: ShapeOf<typeof openid>;
}): PermissionOf | undefined => {
  const { authorizationCode: code, openid: user } = body;
  if (code !== undefined && user === undefined) return { type: 'code', code };
  return user !== undefined && code === undefined ? { type: 'openid', openid: user } : undefined;
};

export const payscorePermissionRoutes = [preAuthorise, get, find, terminate];
