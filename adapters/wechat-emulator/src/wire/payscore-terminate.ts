import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type PayscoreMode, PayscorePartnerTerminateRequest, PayscoreTerminateRequest } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { PayscorePermission } from '../money-truth/payscore-permission.ts';
import { outOfRange, type PayscoreRefusal, refusals, unlessRefused } from '../money-truth/payscore-refusal.ts';
import type { Face, FaceAnswer } from './face.ts';
import { refusedAnswer } from './payscore-answer.ts';
import { openidOf, partyOf } from './payscore-party.ts';
import { codeOf } from './payscore-permissions.ts';
import { payscoreTextFault } from './payscore-text.ts';
import { readBody } from './read-body.ts';

type Found = E.Either<PayscoreRefusal, PayscorePermission>;

/** Ended by the merchant, unless orders are open; ended already is well too (`payscore-wire.md` §10.3). */
const ended = (engine: Engine, reason: string, found: () => Found): FaceAnswer =>
  pipe(
    unlessRefused(payscoreTextFault([{ field: 'reason', value: reason, max: 50 }])),
    E.flatMap(found),
    E.flatMap((permission) => engine.permissions.revoke(permission, false)),
    E.match(refusedAnswer, () => ({ status: 204 })),
  );

const existing = (permission: PayscorePermission | undefined): Found =>
  permission === undefined ? E.left(refusals.authorizationNotExist) : E.right(permission);

/** `POST …/permissions/authorization-code/{authorization_code}/terminate`. */
export const terminateByCodeFace =
  (mode: PayscoreMode): Face =>
  (engine) =>
  ({ params: [code = ''], body }) =>
    pipe(
      readBody(PayscoreTerminateRequest, body),
      E.map((asked) =>
        ended(engine, asked.reason, () =>
          pipe(
            partyOf(engine, mode, { ...asked, appid: engine.keyRoom.keys().appid }),
            E.flatMap((party) => codeOf(engine, party, asked.service_id, code)),
            E.flatMap(({ party, serviceId, openid, code: bound }) => {
              const permission = openid === undefined ? undefined : engine.permissions.find(party, serviceId, openid);
              return existing(permission?.code === bound ? permission : undefined);
            }),
          ),
        ),
      ),
      E.toUnion,
    );

/** `POST /v3/payscore/permissions/openid/{openid}/terminate`, and with the user in the body `…/partner/permissions/terminate`. */
export const terminateByOpenidFace =
  (mode: PayscoreMode): Face =>
  (engine) =>
  ({ params: [openid], body }) => {
    const asked: E.Either<FaceAnswer, Asked> =
      mode === 'direct' ? readBody(PayscoreTerminateRequest, body) : readBody(PayscorePartnerTerminateRequest, body);
    return pipe(
      asked,
      E.map((members) => {
        const named = { ...members, openid: openid ?? members.openid };
        return ended(engine, members.reason, () =>
          pipe(
            partyOf(engine, mode, members),
            E.flatMap((party) =>
              pipe(
                openidOf(engine, party, named),
                E.flatMap((user) =>
                  user === undefined
                    ? E.left(outOfRange('openid'))
                    : existing(engine.permissions.find(party, members.service_id, user)),
                ),
              ),
            ),
          ),
        );
      }),
      E.toUnion,
    );
  };

interface Asked {
  readonly service_id: string;
  readonly reason: string;
  readonly appid?: string | undefined;
  readonly sub_mchid?: string | undefined;
  readonly sub_appid?: string | undefined;
  readonly openid?: string | undefined;
  readonly sub_openid?: string | undefined;
}
