import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type PayscoreMode, PayscorePermissionRequest } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { PayscoreParty } from '../money-truth/payscore-order.ts';
import type { PayscoreCode } from '../money-truth/payscore-permission.ts';
import { outOfRange, type PayscoreRefusal, refusals, unlessRefused } from '../money-truth/payscore-refusal.ts';
import type { Face } from './face.ts';
import { refusedAnswer } from './payscore-answer.ts';
import { openidOf, partyOf } from './payscore-party.ts';
import { codeBody, permissionBody } from './payscore-permission-body.ts';
import { payscoreTextFault, payscoreUrlFault } from './payscore-text.ts';
import { readBody } from './read-body.ts';

/** A service whose orders the user does not confirm one by one: only such are authorised (`payscore-wire.md` §10.1). */
export const authorizableFault = ({ payscore }: Engine, serviceId: string): PayscoreRefusal | undefined =>
  payscore.serviceOf(serviceId)?.confirmation === 'no-confirm' ? undefined : refusals.noPermission;

/** `POST /v3/payscore[/partner]/permissions` (§10.1). */
export const preAuthorizeFace =
  (mode: PayscoreMode): Face =>
  (engine) =>
  ({ body }) =>
    pipe(
      readBody(PayscorePermissionRequest, body),
      E.flatMap((asked) =>
        pipe(
          preAuthorize(engine, mode, asked),
          E.mapLeft(refusedAnswer),
          E.map((token) => ({ status: 200, body: { apply_permissions_token: token } })),
        ),
      ),
      E.toUnion,
    );

/** A launch token for a code of the merchant's. */
export const preAuthorize = (
  engine: Engine,
  mode: PayscoreMode,
  asked: PayscorePermissionRequest,
): E.Either<PayscoreRefusal, string> =>
  pipe(
    unlessRefused(
      payscoreTextFault([
        { field: 'authorization_code', value: asked.authorization_code, max: 32, pattern: /^[0-9A-Za-z_\-*]+$/ },
      ]) ?? payscoreUrlFault(asked.notify_url),
    ),
    E.flatMap(() => partyOf(engine, mode, asked)),
    E.tap(() => unlessRefused(authorizableFault(engine, asked.service_id))),
    E.flatMap((party) =>
      engine.permissions.preAuthorize({
        party,
        serviceId: asked.service_id,
        code: asked.authorization_code,
        ...(asked.notify_url !== undefined && { notifyUrl: asked.notify_url }),
      }),
    ),
  );

const text = (query: URLSearchParams, name: string): string | undefined => query.get(name) || undefined;

/** The code record of this service, or the 404 that a missing one answers (§10.2). */
export const codeOf = (
  engine: Engine,
  party: PayscoreParty,
  serviceId: string | undefined,
  code: string,
): E.Either<PayscoreRefusal, PayscoreCode> => {
  if (serviceId === undefined) return E.left(outOfRange('service_id'));
  const record = engine.permissions.codeOf(party, code);
  return record?.serviceId === serviceId ? E.right(record) : E.left(refusals.authorizationNotExist);
};

/** `GET …/permissions/authorization-code/{authorization_code}` (§10.2): no `appid` in it. */
export const permissionByCodeFace =
  (mode: PayscoreMode): Face =>
  (engine) =>
  ({ params: [code = ''], query }) =>
    pipe(
      partyOf(engine, mode, { appid: engine.keyRoom.keys().appid, sub_mchid: text(query, 'sub_mchid') }),
      E.flatMap((party) => codeOf(engine, party, text(query, 'service_id'), code)),
      E.match(refusedAnswer, (record) => {
        const { party, serviceId, openid } = record;
        const permission = openid === undefined ? undefined : engine.permissions.find(party, serviceId, openid);
        return { status: 200, body: codeBody(record, permission) };
      }),
    );

/** `GET /v3/payscore/permissions/openid/{openid}` and `GET /v3/payscore/partner/permissions/search` (§10.2). */
export const permissionByOpenidFace =
  (mode: PayscoreMode): Face =>
  (engine) =>
  ({ params: [openid], query }) => {
    const serviceId = text(query, 'service_id');
    if (serviceId === undefined) return refusedAnswer(outOfRange('service_id'));
    const members = {
      appid: text(query, 'appid'),
      sub_mchid: text(query, 'sub_mchid'),
      sub_appid: text(query, 'sub_appid'),
      openid: openid ?? text(query, 'openid'),
      sub_openid: text(query, 'sub_openid'),
    };
    if (members.appid === undefined) return refusedAnswer(outOfRange('appid'));
    return pipe(
      partyOf(engine, mode, members),
      E.flatMap((party) =>
        pipe(
          openidOf(engine, party, members),
          E.flatMap((user) => {
            if (user === undefined) return E.left(outOfRange('openid'));
            const permission = engine.permissions.find(party, serviceId, user);
            return permission === undefined ? E.left(refusals.authorizationNotExist) : E.right(permission);
          }),
        ),
      ),
      E.match(refusedAnswer, (permission) => ({ status: 200, body: permissionBody(permission) })),
    );
  };
