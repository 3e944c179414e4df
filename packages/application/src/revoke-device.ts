import {
  type Change,
  type Device,
  type DeviceId,
  platform,
  ref,
  type Storage,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

export interface DeviceUnknown {
  readonly type: 'DeviceUnknown';
}
/** INV-59: after this not one request of the terminal is accepted. */
export const revokeDevice =
  (deps: { readonly storage: Storage }) =>
  (deviceId: DeviceId): TE.TaskEither<DeviceUnknown | StoreFailure, Device> => {
    const at = ref('device', deviceId);
    return deps.storage.transact({
      organization: platform,
      read: { device: at },
      decide: ({ device }): E.Either<DeviceUnknown, Change<Device>> => {
        if (device === undefined) return E.left({ type: 'DeviceUnknown' });
        if (device.status === 'revoked') return E.right({ writes: [], events: [], result: device });
        const revoked: Device = { ...device, status: 'revoked' };
        return E.right({ writes: [write(at, revoked)], events: [], result: revoked });
      },
    });
  };
