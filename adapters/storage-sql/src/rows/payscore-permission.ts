import { AuthorizationCode, Instant, Openid } from '@facepay/codecs';
import type { PayscorePermission, PermissionEvent, PermissionStatus } from '@facepay/domain';
import * as t from 'io-ts';
import { fields, words } from './fields.ts';

export const permissionRow: t.Type<PayscorePermission, unknown> = fields<PayscorePermission>(
  {
    code: AuthorizationCode,
    status: words<PermissionStatus>({
      requested: true,
      never: true,
      available: true,
      unavailable: true,
      unbound: true,
    }),
    notifyUrl: t.string,
    by: t.string,
    requestedAt: Instant,
    version: t.number,
  },
  {
    token: fields<NonNullable<PayscorePermission['token']>>({ text: t.string, at: Instant }, {}),
    openid: Openid,
    openedAt: Instant,
    closedAt: Instant,
    answeredAt: Instant,
  },
);

type Body<T extends PermissionEvent['type']> = Omit<Extract<PermissionEvent, { type: T }>, 'type'>;
/** The part of `eventBody` that is about authorisations. */
export const permissionEvents = {
  PermissionRequested: t.strict({ code: AuthorizationCode, notifyUrl: t.string, by: t.string, at: Instant }),
  PermissionTokenGiven: t.strict({ token: t.string, at: Instant }),
  PermissionRead: fields<Body<'PermissionRead'>>(
    { status: words<Body<'PermissionRead'>['status']>({ never: true, unbound: true }), at: Instant },
    {},
  ),
  PermissionOpened: fields<Body<'PermissionOpened'>>({ openedAt: Instant, at: Instant }, { openid: Openid }),
  PermissionClosed: fields<Body<'PermissionClosed'>>({ closedAt: Instant, at: Instant }, { because: t.string }),
};
