import {
  AuthorizationCode,
  Instant,
  notUnderstoodMark,
  Openid,
  type PermissionOf,
  type PermissionReading,
  type PermissionState,
} from '@facepay/domain';
import { dateTimeToMs, type PayscorePermissionBody } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { foreignMembers, type PayscoreSettings } from './payscore-settings.ts';

/** What a verified answer says of an authorisation; left: why it proves nothing about the one that was asked for. */
export const toPermissionReading = (
  settings: PayscoreSettings,
  of: PermissionOf,
  body: PayscorePermissionBody,
): E.Either<string, PermissionReading> => {
  const differing = [...foreignMembers(settings, body), ...otherThan(of, body)];
  if (differing.length > 0) return E.left(`mismatch: ${differing.join(', ')}`);
  const state = states.get(body.authorization_state);
  if (state === undefined)
    return E.left(`${notUnderstoodMark}authorization_state ${body.authorization_state}`.slice(0, 64));
  const code = AuthorizationCode.of(body.authorization_code ?? '');
  const openid = Openid.of(body.openid ?? '');
  const openedAt = instantOf(body.authorization_success_time);
  const closedAt = instantOf(body.cancel_authorization_time);
  return E.right({
    state,
    ...(E.isRight(code) && { code: code.right }),
    ...(E.isRight(openid) && { openid: openid.right }),
    ...(openedAt !== undefined && { openedAt }),
    ...(closedAt !== undefined && { closedAt }),
  });
};

const states: ReadonlyMap<string, PermissionState> = new Map([
  ['AVAILABLE', 'available'],
  ['UNAVAILABLE', 'unavailable'],
  ['UNBINDUSER', 'unbound'],
]);

const otherThan = (of: PermissionOf, body: PayscorePermissionBody): readonly string[] => {
  switch (of.type) {
    case 'code':
      return (body.authorization_code ?? of.code) === of.code ? [] : ['authorization_code'];
    case 'openid':
      return (body.openid ?? of.openid) === of.openid ? [] : ['openid'];
  }
};

/** RFC 3339, with milliseconds or without. */
const instantOf = (text: string | undefined): Instant | undefined => {
  const ms = dateTimeToMs(text ?? '');
  return ms === undefined ? undefined : Instant.of(ms);
};
