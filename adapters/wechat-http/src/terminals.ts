import type { WechatTerminals } from '@facepay/domain';
import { AuthinfoBody, buildAuthinfoBody, paths } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatClient } from './client.ts';
import { readBody, succeededOnly } from './read-body.ts';

/** 获取authinfo (`k12-wire.md` §5.12): an ordinary v3 call. */
export const createHttpWechatTerminals = (client: WechatClient, appid: string): WechatTerminals => ({
  authinfo: ({ organization, subMchid, device, rawData }) =>
    pipe(
      client.call({
        method: 'POST',
        target: paths.authinfo,
        body: buildAuthinfoBody({
          sp_appid: appid,
          sub_mchid: subMchid,
          device_id: device,
          raw_data: rawData,
          organization_id: organization,
        }),
      }),
      TE.flatMapEither(succeededOnly),
      TE.flatMapEither(readBody(AuthinfoBody)),
      TE.map(toDomain),
    ),
});

/** A life that is no number of seconds is taken for none: what may be over is not kept (INV-67). */
const toDomain = ({ authinfo, expires_in: expiresIn }: AuthinfoBody) => ({
  authinfo,
  ...(expiresIn !== undefined && { expiresIn: Number.isSafeInteger(expiresIn) ? Math.max(0, expiresIn) : 0 }),
});
