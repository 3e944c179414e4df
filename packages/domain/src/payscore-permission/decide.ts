import type * as E from 'fp-ts/lib/Either.js';
import { accept, reject } from '../kernel/decider.ts';
import { isPublicNotifyUrl, lengthOf } from '../payscore-order/index.ts';
import type {
  PayscorePermission,
  PermissionCommand,
  PermissionDecider,
  PermissionEvent,
  PermissionRejection,
} from './payscore-permission.ts';

type Of<T extends PermissionCommand['type']> = Extract<PermissionCommand, { type: T }>;
type Decided = E.Either<PermissionRejection, readonly PermissionEvent[]>;

export const decide: PermissionDecider['decide'] = (command, permission) => {
  if (command.type === 'RequestPermission') return request(command, permission);
  if (permission === undefined) return reject({ type: 'PermissionUnknown' });
  switch (command.type) {
    case 'RecordPermissionToken':
      return accept({ type: 'PermissionTokenGiven', token: command.token, at: command.at });
    case 'RecordPermissionReading':
      return read(command, permission);
    case 'RecordPermissionNotice':
      return heard(command, permission);
    case 'RecordPermissionEnd':
      return permission.status === 'unavailable'
        ? accept()
        : accept({ type: 'PermissionClosed', closedAt: command.at, at: command.at, because: command.reason });
  }
};

/** Of a reason for ending an authorisation (`payscore-wire.md` §10.3). */
export const checkPermissionReason = (reason: string): PermissionRejection | undefined =>
  reason !== '' && lengthOf(reason) <= 50 ? undefined : { type: 'PermissionInvalid', field: 'reason' };

const request = (
  { code, notifyUrl, ownNotifyUrl, by, at }: Of<'RequestPermission'>,
  permission: PayscorePermission | undefined,
): Decided => {
  if (permission !== undefined) return accept(); // the same code is the same authorisation; only its token is new
  return notifyUrl === ownNotifyUrl || isPublicNotifyUrl(notifyUrl)
    ? accept({ type: 'PermissionRequested', code, notifyUrl, by, at })
    : reject({ type: 'PermissionInvalid', field: 'notifyUrl' });
};

/** What WeChat says now. 404 is "never", which is not "unavailable" (§10.2). */
const read = ({ reading, at }: Of<'RecordPermissionReading'>, permission: PayscorePermission): Decided => {
  if (permission.answeredAt !== undefined && at < permission.answeredAt) return accept(); // older news (INV-36)
  if (reading === undefined) return become('never', permission, at);
  const { state, openid, openedAt = at, closedAt = at } = reading;
  switch (state) {
    case 'unbound':
      return become('unbound', permission, at);
    case 'available':
      return permission.status === 'available' && permission.openid === openid
        ? accept()
        : accept({ type: 'PermissionOpened', openedAt, at, ...(openid === undefined ? {} : { openid }) });
    case 'unavailable':
      return permission.status === 'unavailable' ? accept() : accept({ type: 'PermissionClosed', closedAt, at });
  }
};
const become = (
  status: 'never' | 'unbound',
  permission: PayscorePermission,
  at: PayscorePermission['requestedAt'],
): Decided => (permission.status === status ? accept() : accept({ type: 'PermissionRead', status, at }));

/** Notices come late and doubled: the newest time of WeChat's decides (§11). */
const heard = (
  { open, openid, happenedAt, at }: Of<'RecordPermissionNotice'>,
  permission: PayscorePermission,
): Decided => {
  const { openedAt, closedAt, status } = permission;
  const newest = Math.max(openedAt ?? -Infinity, closedAt ?? -Infinity);
  if (happenedAt < newest || (status === 'available') === open) return accept();
  return open
    ? accept({ type: 'PermissionOpened', openid, openedAt: happenedAt, at })
    : accept({ type: 'PermissionClosed', closedAt: happenedAt, at });
};
