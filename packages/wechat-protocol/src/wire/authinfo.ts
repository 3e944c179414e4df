import * as t from 'io-ts';
import { jsonBody } from './decode.ts';
import { maybe, resource } from './resource.ts';

/** `POST /v3/offlineface/authinfo` (`k12-wire.md` §5.12). */
export const AuthinfoRequest = resource(
  'AuthinfoRequest',
  {
    sp_appid: t.string,
    sub_mchid: t.string,
    device_id: t.string,
    raw_data: t.string,
    organization_id: t.string,
  },
  { sub_appid: maybe(t.string) },
);
export type AuthinfoRequest = t.TypeOf<typeof AuthinfoRequest>;

/** `expires_in` in seconds, 3600 where WeChat says so at all; the hard life is 36 hours. */
export const AuthinfoBody = resource('AuthinfoBody', { authinfo: t.string }, { expires_in: maybe(t.number) });
export type AuthinfoBody = t.TypeOf<typeof AuthinfoBody>;

export const buildAuthinfoBody = (request: AuthinfoRequest): Uint8Array => jsonBody(request);
