import { msBetween, second } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole, operators } from '../access/principal.ts';
import { deviceId, faceSid } from '../shape/kernel-shapes.ts';
import { flag, shownNumber, shownText, text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { bearerRoute } from './bearer-route.ts';
import { ok } from './route.ts';
import { wholeMerchant } from './whole-merchant.ts';

const authinfo = bearerRoute({
  method: 'POST',
  path: '/v1/face/authinfo',
  roles: operators,
  summary: 'WeChat’s permission for an online face terminal (get_wxpayface_authinfo); give it to that terminal only',
  body: object(
    {
      deviceId,
      storeId: text(32, 'yours, one for each store'),
      storeName: text(128, 'shown to people'),
      rawData: text(2048, 'from getWxpayfaceRawdata of this terminal, taken just now'),
    },
    { attach: text(1024, 'JSON text that WeChat keeps with it'), anew: flag },
  ),
  answer: { status: 200, shape: object({ authinfo: shownText, expiresIn: shownNumber }) },
  handler:
    ({ useCases, clock }) =>
    ({ principal, body }) =>
      pipe(
        TE.fromEither(wholeMerchant(principal)),
        TE.flatMap(() => {
          const { deviceId: device, storeId, storeName, rawData, attach, anew = false } = body;
          const request = { device, storeId, storeName, rawData, ...(attach === undefined ? {} : { attach }) };
          return useCases.issueFaceAuthinfo(request, anew);
        }),
        TE.map(({ authinfo: granted, until }) => {
          const leftMs = Math.max(0, msBetween(clock.now(), until));
          return ok({ authinfo: granted, expiresIn: Math.floor(leftMs / second) });
        }),
      ),
});

const unionId = bearerRoute({
  method: 'GET',
  path: '/v1/face/sessions/{faceSid}/unionid',
  roles: everyRole,
  summary: 'The UnionID behind a face_sid, where the terminal asked for one (ask_unionid); read now, never kept',
  params: object({ faceSid }),
  answer: { status: 200, shape: object({ unionId: shownText }) },
  handler:
    ({ useCases }) =>
    ({ principal, params }) =>
      pipe(
        TE.fromEither(wholeMerchant(principal)),
        TE.flatMap(() => useCases.readFaceUnionId(params.faceSid)),
        TE.map((found) => ok({ unionId: found })),
      ),
});

export const faceRoutes = [authinfo, unionId];
