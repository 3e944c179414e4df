import * as E from 'fp-ts/lib/Either.js';
import type { PayscoreMode } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { PayscoreParty } from '../money-truth/payscore-order.ts';
import { outOfRange, type PayscoreRefusal } from '../money-truth/payscore-refusal.ts';
import { subOpenidOf } from '../services/sub-openid.ts';

/** The members that say for whom a request is; calls on an order of a partner leave `appid` out (§5). */
interface PartyMembers {
  readonly appid?: string | undefined;
  readonly sub_mchid?: string | undefined;
  readonly sub_appid?: string | undefined;
}

const noAuth = (message: string, tail: number): E.Either<PayscoreRefusal, never> =>
  E.left({ status: 403, code: 'NO_AUTH', message, tail });

/** The party a signed request is for, or why it may not speak for it. */
export const partyOf = (
  engine: Engine,
  mode: PayscoreMode,
  members: PartyMembers,
): E.Either<PayscoreRefusal, PayscoreParty> => {
  const { mchid, appid } = engine.keyRoom.keys();
  if (members.appid !== undefined && members.appid !== appid) return noAuth('appid与商户号不匹配', 271_302_149);
  if (mode === 'direct') return members.appid === undefined ? E.left(outOfRange('appid')) : E.right({ mchid, appid });
  if (members.sub_mchid === undefined) return E.left(outOfRange('sub_mchid'));
  if (engine.world.subMerchants.get(members.sub_mchid) === undefined)
    return noAuth('特约商户与服务商无绑定关系', 268_503_786);
  return E.right({
    mchid,
    appid,
    subMchid: members.sub_mchid,
    ...(members.sub_appid !== undefined && { subAppid: members.sub_appid }),
  });
};

/** The user meant, under the party's `appid`; a name that nobody has stays as it is. Undefined where none is given. */
export const openidOf = (
  { world }: Engine,
  { subAppid }: PayscoreParty,
  { openid, sub_openid: subOpenid }: { readonly openid?: string | undefined; readonly sub_openid?: string | undefined },
): E.Either<PayscoreRefusal, string | undefined> => {
  if (openid !== undefined || subOpenid === undefined) return E.right(openid);
  if (subAppid === undefined) return E.left(outOfRange('sub_appid'));
  const user = world.payscoreUsers.values().find((one) => subOpenidOf(subAppid, one.openid) === subOpenid);
  return E.right(user?.openid ?? subOpenid);
};
