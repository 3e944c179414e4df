import {
  type AuthinfoGrant,
  type Clock,
  type Device,
  hour,
  type Instant,
  later,
  type Reads,
  ref,
  second,
  type Storage,
  type StoreFailure,
  type WechatFailure,
  type WechatTerminals,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';

/**
 * A terminal's permission from WeChat (`k12-wire.md` §5.12). Kept at most an hour and never past its end, per device,
 * merchant and organization; it never reaches another device (INV-67).
 */
export const issueAuthinfo =
  (deps: {
    readonly storage: Storage;
    readonly reads: Reads;
    readonly terminals: WechatTerminals;
    readonly clock: Clock;
  }) =>
  (
    device: Device,
    rawData: string,
  ): TE.TaskEither<OrganizationNotAdopted | WechatFailure | StoreFailure, AuthinfoGrant> =>
    pipe(
      TE.Do,
      TE.bindW('organization', () => requireOrganization(deps.reads)(device.organization)),
      TE.bindW('kept', ({ organization }) =>
        deps.reads.find(device.organization, keyOf(device, organization.subMchid)),
      ),
      TE.flatMap(({ organization, kept }): TE.TaskEither<WechatFailure | StoreFailure, AuthinfoGrant> => {
        const askedAt = deps.clock.now();
        if (kept !== undefined && isGood(kept, askedAt)) return TE.right(kept);
        const { subMchid } = organization;
        return pipe(
          deps.terminals.authinfo({ organization: device.organization, subMchid, device: device.deviceId, rawData }),
          TE.flatMap(({ authinfo, expiresIn }) => {
            const livesMs = Math.min(hour, (expiresIn ?? hour / second) * second);
            return keep(deps.storage)(device, subMchid, {
              device: device.deviceId,
              authinfo,
              until: later(askedAt, livesMs),
            });
          }),
        );
      }),
    );

/** Not over; more than an hour before its end it cannot have been asked for yet, so a clock was set back. */
const isGood = ({ until }: AuthinfoGrant, now: Instant): boolean => until > now && until <= later(now, hour);

const keyOf = (device: Device, subMchid: string) => ref('authinfo', `${device.deviceId}/${subMchid}`);

const keep =
  (storage: Storage) =>
  (device: Device, subMchid: string, grant: AuthinfoGrant): TE.TaskEither<StoreFailure, AuthinfoGrant> =>
    storage.transact({
      organization: device.organization,
      read: {},
      decide: () => E.right({ writes: [write(keyOf(device, subMchid), grant)], events: [], result: grant }),
    });
