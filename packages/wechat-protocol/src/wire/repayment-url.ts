import * as t from 'io-ts';
import { jsonBody } from './decode.ts';
import { resource } from './resource.ts';

/** `POST /v3/offlineface/repayment-url` (`k12-wire.md` §5.16). */
export const RepaymentUrlRequest = resource(
  'RepaymentUrlRequest',
  { out_user_id: t.string, organization_id: t.string },
  {},
);
export type RepaymentUrlRequest = t.TypeOf<typeof RepaymentUrlRequest>;

/** `expire_at` is RFC 3339 text. */
export const RepaymentUrlBody = resource('RepaymentUrlBody', { repayment_url: t.string, expire_at: t.string }, {});
export type RepaymentUrlBody = t.TypeOf<typeof RepaymentUrlBody>;

export const buildRepaymentUrlBody = (request: RepaymentUrlRequest): Uint8Array => jsonBody(request);
