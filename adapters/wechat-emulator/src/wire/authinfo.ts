import { createHash } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { AuthinfoRequest, issueAuthinfo, parseJson } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { Face, FaceAnswer } from './face.ts';
import { readBody, textFault } from './read-body.ts';
import { noAuth, paramError } from './wire-error.ts';

/** Each device mints under a key of its own; the label names it in every credential. */
export const mintingLabelOf = (deviceId: string): string =>
  createHash('sha256').update(deviceId).digest('base64url').slice(0, 5);

const permissionFault = (engine: Engine, body: AuthinfoRequest): FaceAnswer | undefined => {
  if (body.sp_appid !== engine.keyRoom.keys().appid) return noAuth('appid与商户号不匹配');
  if (engine.world.subMerchants.get(body.sub_mchid) === undefined) return noAuth('特约商户与服务商无绑定关系');
  if (engine.world.organizations.get(body.organization_id) === undefined)
    return paramError({ field: '/organization_id', issue: '机构不存在', value: body.organization_id });
  return undefined;
};

/** `rawdata` is one library's spelling of `raw_data`. */
const readRequest = (engine: Engine, bytes: Uint8Array) =>
  pipe(
    readBody(AuthinfoRequest, bytes),
    E.orElse((refusal) => {
      const parsed = parseJson(bytes);
      if (!engine.settings.acceptVendorSpellings || E.isLeft(parsed)) return E.left(refusal);
      const { right: value } = parsed;
      if (typeof value !== 'object' || value === null || !('rawdata' in value)) return E.left(refusal);
      const renamed = new TextEncoder().encode(JSON.stringify({ ...value, raw_data: value.rawdata }));
      return readBody(AuthinfoRequest, renamed);
    }),
  );

/** `POST /v3/offlineface/authinfo` (`k12-wire.md` §5.12): shows an hour, lives 36. */
export const authinfoFace: Face =
  (engine) =>
  ({ body: bytes }) =>
    pipe(
      readRequest(engine, bytes),
      E.flatMap((body) => {
        const fault =
          textFault([
            { field: '/device_id', value: body.device_id, max: 32 },
            { field: '/raw_data', value: body.raw_data, max: 4096 },
          ]) ?? permissionFault(engine, body);
        return fault === undefined ? E.right(body) : E.left(fault);
      }),
      E.map((body): FaceAnswer => {
        const authinfo = issueAuthinfo(
          engine.keyRoom.sealKey,
          {
            deviceId: body.device_id,
            organizationId: body.organization_id,
            spMchid: engine.keyRoom.keys().mchid,
            subMchid: body.sub_mchid,
          },
          engine.keyRoom.mintingKey(mintingLabelOf(body.device_id)),
          engine.clock.now(),
        );
        return { status: 200, body: { authinfo, expires_in: engine.settings.authinfoExpiresInSeconds } };
      }),
      E.toUnion,
    );
