import {
  acknowledge,
  type Alarm,
  type AlarmId,
  type Change,
  type Clock,
  type OrganizationId,
  platform,
  ref,
  type Storage,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

export interface AlarmUnknown {
  readonly type: 'AlarmUnknown';
}
export interface Acknowledging {
  /** Names the token's owner. */
  readonly by: string;
  /** The only tenant it may see; absent: all of them (INV-92). */
  readonly organization: OrganizationId | undefined;
}

/** Somebody has seen it. The first one stands; the same word again is answered with it. */
export const acknowledgeAlarm =
  (deps: { readonly storage: Storage; readonly clock: Clock }) =>
  (id: AlarmId, { by, organization }: Acknowledging): TE.TaskEither<AlarmUnknown | StoreFailure, Alarm> => {
    const at = ref('alarm', id);
    return deps.storage.transact({
      organization: platform,
      read: { alarm: at },
      decide: ({ alarm }): E.Either<AlarmUnknown, Change<Alarm>> => {
        if (alarm === undefined || (organization !== undefined && organization !== alarm.organization))
          return E.left({ type: 'AlarmUnknown' });
        const seen = acknowledge(alarm, deps.clock.now(), by);
        return E.right({ writes: seen === alarm ? [] : [write(at, seen)], events: [], result: seen });
      },
    });
  };
