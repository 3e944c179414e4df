import { alarmOf, type NumberedEvent, platform, ref, type Storage, type StoreFailure, write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** Lists every alarm among these events, once: an acknowledged one that is handed in again stays acknowledged. */
export const raiseAlarms =
  (storage: Storage) =>
  (events: readonly NumberedEvent[]): TE.TaskEither<StoreFailure, void> => {
    const alarms = events.flatMap((event) => alarmOf(event) ?? []);
    if (alarms.length === 0) return TE.right(undefined);
    return storage.transact({
      organization: platform,
      read: Object.fromEntries(alarms.map(({ id }) => [id, ref('alarm', id)])),
      decide: (found) =>
        E.right({
          writes: alarms.flatMap((alarm) =>
            found[alarm.id] === undefined ? [write(ref('alarm', alarm.id), alarm)] : [],
          ),
          events: [],
          result: undefined,
        }),
    });
  };
