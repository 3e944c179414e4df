import {
  type Change,
  type Device,
  type DeviceSeen,
  platform,
  ref,
  seenAgain,
  type Storage,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** What a terminal says of itself, kept for `canPay` (FAQ 4.4); what is no news is not written. */
export const recordHeartbeat =
  (deps: { readonly storage: Storage }) =>
  (device: Device, seen: DeviceSeen): TE.TaskEither<StoreFailure, void> => {
    if (seenAgain(device, seen) === undefined) return TE.right(undefined);
    const at = ref('device', device.deviceId);
    return deps.storage.transact({
      organization: platform,
      read: { device: at },
      decide: (found): E.Either<never, Change<void>> => {
        const next = found.device === undefined ? undefined : seenAgain(found.device, seen);
        return E.right({ writes: next === undefined ? [] : [write(at, next)], events: [], result: undefined });
      },
    });
  };
