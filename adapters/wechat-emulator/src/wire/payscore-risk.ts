import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type PayscoreMode, PayscoreRiskRequest, PayscoreSceneRequest } from '@facepay/wechat-protocol';
import { newPayscoreUser } from '../money-truth/payscore-user.ts';
import { outOfRange, refusals, unlessRefused } from '../money-truth/payscore-refusal.ts';
import type { Face } from './face.ts';
import { refusedAnswer } from './payscore-answer.ts';
import { openidOf, partyOf } from './payscore-party.ts';
import { permissionBody } from './payscore-permission-body.ts';
import { authorizableFault, codeOf, preAuthorize } from './payscore-permissions.ts';
import { readBody } from './read-body.ts';

/** Levels say how far a user is trusted; how they come about is nobody's business outside (`payscore-wire.md` §10.4). */
const levels = {
  trusted: { user_risk_level: 1, user_label: 'LOW_RISK' },
  doubted: { user_risk_level: 3, user_label: 'HIGH_RISK' },
};

/** `POST …/permissions/assess-user-risk-level`: the authorisation record, and the user's level. */
export const assessRiskFace =
  (mode: PayscoreMode): Face =>
  (engine) =>
  ({ query, body }) =>
    pipe(
      readBody(PayscoreRiskRequest, body),
      E.flatMap((asked) =>
        pipe(
          partyOf(engine, mode, { ...asked, sub_mchid: query.get('sub_mchid') ?? undefined }),
          E.flatMap((party) => {
            const { authorization_code: code, service_id: serviceId } = asked;
            const user =
              code === undefined
                ? openidOf(engine, party, asked)
                : pipe(
                    codeOf(engine, party, serviceId, code),
                    E.map(({ openid }) => openid),
                  );
            return pipe(
              user,
              E.flatMap((openid) => {
                if (openid === undefined) return E.left(outOfRange('openid'));
                const permission = engine.permissions.find(party, serviceId, openid);
                return permission === undefined ? E.left(refusals.authorizationNotExist) : E.right(permission);
              }),
            );
          }),
          E.mapLeft(refusedAnswer),
        ),
      ),
      E.map((permission) => {
        const { scoreTooLow } = engine.world.payscoreUsers.get(permission.openid) ?? newPayscoreUser(permission.openid);
        const level = scoreTooLow ? levels.doubted : levels.trusted;
        return { status: 200, body: { ...permissionBody(permission), ...level, risk_level_version: 1 } };
      }),
      E.toUnion,
    );

/** `POST /v3/payscore/partner/permissions/apply-for-scene`: a pre-authorisation inside an ordinary payment. */
export const applyForSceneFace: Face =
  (engine) =>
  ({ body }) =>
    pipe(
      readBody(PayscoreSceneRequest, body),
      E.flatMap((asked) =>
        pipe(
          unlessRefused(asked.scene === 'TRANSACTION' ? undefined : outOfRange('scene')),
          E.flatMap(() => preAuthorize(engine, 'partner', asked)),
          E.mapLeft(refusedAnswer),
          E.map((token) => ({ status: 200, body: { scene: asked.scene, transaction_permissions_token: token } })),
        ),
      ),
      E.toUnion,
    );

/** `GET /v3/payscore/partner/servicequotas/service-id/{service_id}`. */
export const quotasFace: Face =
  (engine) =>
  ({ params: [serviceId = ''], query }) =>
    pipe(
      partyOf(engine, 'partner', {
        appid: query.get('appid') ?? undefined,
        sub_mchid: query.get('sub_mchid') ?? undefined,
      }),
      E.tap(() => unlessRefused(authorizableFault(engine, serviceId))),
      E.match(refusedAnswer, () => ({
        status: 200,
        body: {
          quotas: engine.settings.payscoreQuotasFen.map(({ riskLevel, quotaFen }) => ({
            risk_level: riskLevel,
            suggested_quota: quotaFen,
          })),
        },
      })),
    );
