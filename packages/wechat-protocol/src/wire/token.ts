import * as t from 'io-ts';
import { jsonBody } from './decode.ts';
import { resource } from './resource.ts';

/** `POST /v3/offlinefacemch/tokens` (`k12-wire.md` §5.4). */
export const TokenRequest = resource(
  'TokenRequest',
  {
    /** `WEBSESSION` */
    scene: t.string,
    web_init_data: resource('WebInitData', { out_user_id: t.string, organization_id: t.string }, {}),
  },
  {},
);
export type TokenRequest = t.TypeOf<typeof TokenRequest>;

/** The token lives five minutes and serves one user. */
export const TokenBody = resource('TokenBody', { token: t.string }, {});
export type TokenBody = t.TypeOf<typeof TokenBody>;

export const buildTokenBody = (request: TokenRequest): Uint8Array => jsonBody(request);
