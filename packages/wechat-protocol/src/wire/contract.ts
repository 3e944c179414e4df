import * as t from 'io-ts';
import { maybe, resource } from './resource.ts';
import { readingUseId } from './user-id.ts';

/** Answer of the contract query (`k12-wire.md` §5.10). Times are RFC 3339 text; unknown enum values pass. */
export const ContractBody = readingUseId(
  resource(
    'ContractBody',
    {
      contract_id: t.string,
      organization_id: t.string,
      user_id: t.string,
      /** `NOT_CONTRACTED`, `CONTRACTED`, `TERMINATED` */
      contract_state: t.string,
    },
    {
      mchid: maybe(t.string),
      appid: maybe(t.string),
      openid: maybe(t.string),
      contract_signed_time: maybe(t.string),
      contract_terminated_time: maybe(t.string),
      /** `LIMIT_BANK_CARD`, `PRIORITY_BANK_CARD`, `LIMIT_NONE` */
      contract_mode: maybe(t.string),
      /** `MERCHANT_LIMITED_BANK_CARD`, `USER_SELECT_FREE` */
      contract_bank_card_from: maybe(t.string),
    },
  ),
);
export type ContractBody = t.TypeOf<typeof ContractBody>;
