import * as t from 'io-ts';
import { jsonBody } from './decode.ts';
import { maybe, resource } from './resource.ts';

/** `identification_number` is encrypted. */
const Identification = resource(
  'Identification',
  { identification_type: t.string, identification_number: t.string },
  {},
);

/** `POST /v3/offlineface/contracts/presign` (`k12-wire.md` §5.9). Names, numbers and phones are encrypted fields. */
export const PresignRequest = resource(
  'PresignRequest',
  {
    /** `K12` */
    business_name: t.string,
    facepay_user: resource(
      'FacepayUser',
      { out_user_id: t.string, organization_id: t.string },
      {
        identification_name: maybe(t.string),
        identification: maybe(Identification),
        phone: maybe(t.string),
      },
    ),
  },
  {
    limit_bank_card: maybe(
      resource(
        'LimitBankCard',
        {},
        {
          bank_card_number: maybe(t.string),
          identification_name: maybe(t.string),
          identification: maybe(Identification),
          /** `mm/yy` */
          valid_thru: maybe(t.string),
          bank_type: maybe(t.string),
          phone: maybe(t.string),
        },
      ),
    ),
    /** `LIMIT_BANK_CARD`, `PRIORITY_BANK_CARD`, `LIMIT_NONE` */
    contract_mode: maybe(t.string),
  },
);
export type PresignRequest = t.TypeOf<typeof PresignRequest>;

/** Valid five minutes, for one user. */
export const PresignBody = resource('PresignBody', { presign_token: t.string }, {});
export type PresignBody = t.TypeOf<typeof PresignBody>;

export const buildPresignBody = (request: PresignRequest): Uint8Array => jsonBody(request);
