import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { TokenRequest } from '@facepay/wechat-protocol';
import type { Face } from './face.ts';
import { readBody, textFault } from './read-body.ts';
import { paramError } from './wire-error.ts';

/** `POST /v3/offlinefacemch/tokens` (`k12-wire.md` §5.4): every call another token, each bound to its user. */
export const tokenFace: Face =
  (engine) =>
  ({ body }) =>
    pipe(
      readBody(TokenRequest, body),
      E.flatMap(({ scene, web_init_data: { out_user_id: outUserId, organization_id: organizationId } }) => {
        if (scene !== 'WEBSESSION') return E.left(paramError({ field: '/scene', issue: '取值错误', value: scene }));
        const fault = textFault([{ field: '/web_init_data/out_user_id', value: outUserId, min: 6, max: 32 }]);
        if (fault !== undefined) return E.left(fault);
        if (engine.world.organizations.get(organizationId) === undefined)
          return E.left(
            paramError({ field: '/web_init_data/organization_id', issue: '机构不存在', value: organizationId }),
          );
        return E.right({ status: 200, body: { token: engine.tokens.issue(organizationId, outUserId) } });
      }),
      E.toUnion,
    );
