import * as t from 'io-ts';
import { maybe, resource } from './resource.ts';
import { readingUseId } from './user-id.ts';

/**
 * Plaintext of `FACEPAY.USER_STATE_CHANGE` (`k12-wire.md` §8.2). It carries no state: query the user or the contract to
 * learn whether it was a signing, a termination or a disabling.
 */
export const UserStateNotice = readingUseId(
  resource(
    'UserStateNotice',
    { user_id: t.string, out_user_id: t.string, organization_id: t.string },
    {
      mch_id: maybe(t.string),
      notify_create_time: maybe(t.string),
      appid: maybe(t.string),
      openid: maybe(t.string),
      contract_id: maybe(t.string),
    },
  ),
);
export type UserStateNotice = t.TypeOf<typeof UserStateNotice>;
