import {
  type Clock,
  type EventLog,
  type Notifier,
  type NotifyFailure,
  platform,
  type QuietHoursPolicy,
  type Reads,
  ref,
  type Storage,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { queuePersonNotices } from './queue-person-notices.ts';
import { raiseAlarms } from './raise-alarms.ts';

const countMax = 200;
const leaseMs = 10_000;
const at = ref('cursor', 'notifier');

/**
 * Numbers what happened since, lists the alarms among it and what people are to be told, then tells the notifier in that order, at least once each. The
 * cursor moves only after the notifier took them; returns how many were told.
 */
export const relayEvents =
  (deps: {
    readonly eventLog: EventLog;
    readonly storage: Storage;
    readonly reads: Reads;
    readonly notifier: Notifier;
    readonly clock: Clock;
    readonly policy: QuietHoursPolicy;
  }) =>
  (holder: string): TE.TaskEither<StoreFailure | NotifyFailure, number> =>
    pipe(
      TE.Do,
      TE.bindW('numbered', () => deps.eventLog.number(holder, deps.clock.now(), leaseMs, countMax)),
      TE.bindW('cursor', () => deps.reads.find(platform, at)),
      TE.bindW('events', ({ cursor }) => deps.eventLog.after(cursor?.position ?? 0, countMax)),
      TE.flatMap(({ events }) => {
        const last = events.at(-1);
        if (last === undefined) return TE.right(0);
        return pipe(
          raiseAlarms(deps.storage)(events), // listed even where nobody can be told
          TE.flatMap(() => queuePersonNotices(deps)(events)),
          TE.flatMap(() => deps.notifier.notify(events)),
          TE.flatMap(() => moveCursor(deps.storage)(last.position)),
          TE.map(() => events.length),
        );
      }),
    );

const moveCursor =
  (storage: Storage) =>
  (position: number): TE.TaskEither<StoreFailure, void> =>
    storage.transact({
      organization: platform,
      read: { cursor: at },
      decide: ({ cursor }) =>
        E.right({
          writes: (cursor?.position ?? 0) < position ? [write(at, { position })] : [], // another holder may be further
          events: [],
          result: undefined,
        }),
    });
