import * as E from 'fp-ts/lib/Either.js';
import type { PayscoreOrder, PayscoreParty } from '../money-truth/payscore-order.ts';
import {
  codeKey,
  type PayscoreCode,
  type PayscorePermission,
  permissionKey,
} from '../money-truth/payscore-permission.ts';
import { type PayscoreRefusal, refusals } from '../money-truth/payscore-refusal.ts';
import type { ServiceDeps } from './service-deps.ts';

/** Pre-authorisations and authorisations (`payscore-wire.md` §10). */
export interface PayscorePermissions {
  /** A launch token for the mini program; the same number again gives another, another merchant's content a refusal. */
  readonly preAuthorize: (
    asked: Pick<PayscoreCode, 'party' | 'serviceId' | 'code' | 'notifyUrl'>,
  ) => E.Either<PayscoreRefusal, string>;
  readonly codeOf: (party: PayscoreParty, code: string) => PayscoreCode | undefined;
  readonly codeOfToken: (token: string) => PayscoreCode | undefined;
  readonly find: (party: PayscoreParty, serviceId: string, openid: string) => PayscorePermission | undefined;
  /** The user authorises the service, in the mini program or at a face terminal. */
  readonly authorize: (
    asked: Pick<PayscorePermission, 'party' | 'serviceId' | 'openid' | 'code' | 'outRequestNo'>,
  ) => PayscorePermission;
  /** By the merchant or by the user; refused while orders are open, unless WeChat's own page says otherwise. */
  readonly revoke: (
    permission: PayscorePermission,
    whileOpen: boolean,
  ) => E.Either<PayscoreRefusal, PayscorePermission>;
}

const isOf =
  ({ party, serviceId }: PayscorePermission) =>
  (order: PayscoreOrder): boolean =>
    order.serviceId === serviceId && order.party.mchid === party.mchid && order.party.subMchid === party.subMchid;

export const createPayscorePermissions = ({ world, clock, ids, settings, tell }: ServiceDeps): PayscorePermissions => {
  const put = (permission: PayscorePermission): PayscorePermission => {
    world.payscorePermissions.put(permissionKey(permission.party, permission.serviceId, permission.openid), permission);
    const code =
      permission.code === undefined ? undefined : world.payscoreCodes.get(codeKey(permission.party, permission.code));
    tell.payscoreServiceChanged(permission, code?.notifyUrl, clock.now());
    return permission;
  };
  return {
    preAuthorize: ({ party, serviceId, code, notifyUrl }) => {
      const known = world.payscoreCodes.get(codeKey(party, code));
      if (
        known !== undefined &&
        (known.serviceId !== serviceId || known.notifyUrl !== notifyUrl || known.openid !== undefined)
      )
        return E.left(refusals.codeTaken);
      const token = { text: ids.token(), issuedAt: clock.now() };
      world.payscoreCodes.put(codeKey(party, code), {
        party,
        serviceId,
        code,
        ...(notifyUrl !== undefined && { notifyUrl }),
        tokens: [...(known?.tokens ?? []), token],
      });
      return E.right(token.text);
    },
    codeOf: (party, code) => world.payscoreCodes.get(codeKey(party, code)),
    codeOfToken: (token) =>
      world.payscoreCodes
        .values()
        .find(({ tokens }) =>
          tokens.some(({ text, issuedAt }) => text === token && clock.now() - issuedAt <= settings.payscoreTokenLifeMs),
        ),
    find: (party, serviceId, openid) => world.payscorePermissions.get(permissionKey(party, serviceId, openid)),
    authorize: ({ party, serviceId, openid, code, outRequestNo }) => {
      const known = world.payscorePermissions.get(permissionKey(party, serviceId, openid));
      const bound = code === undefined ? undefined : world.payscoreCodes.get(codeKey(party, code));
      if (bound !== undefined) world.payscoreCodes.put(codeKey(party, bound.code), { ...bound, openid });
      if (known?.state === 'AVAILABLE' && code === undefined) return known;
      return put({
        party,
        serviceId,
        openid,
        state: 'AVAILABLE',
        ...(code !== undefined && { code }),
        ...(outRequestNo !== undefined && { outRequestNo }),
        authorizedAt: clock.now(),
        ...(known?.cancelledAt !== undefined && { cancelledAt: known.cancelledAt }),
      });
    },
    revoke: (permission, whileOpen) => {
      if (permission.state === 'UNAVAILABLE') return E.right(permission);
      if (!whileOpen && world.payscore.inProgress(permission.openid).some(isOf(permission)))
        return E.left(refusals.openOrders);
      return E.right(put({ ...permission, state: 'UNAVAILABLE', cancelledAt: clock.now() }));
    },
  };
};
