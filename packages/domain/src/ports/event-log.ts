import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Instant } from '../kernel/instant.ts';
import type { NumberedEvent } from './domain-event.ts';
import type { StoreFailure } from './storage.ts';

/** Events get their numbers after commit, by one relay at a time, so that no reader can skip one (`storage.md` §4). */
export interface EventLog {
  /** Numbers what has none yet, if this holder has or gets the relay's lease; returns how many. */
  readonly number: (
    holder: string,
    now: Instant,
    leaseMs: number,
    countMax: number,
  ) => TaskEither<StoreFailure, number>;
  /** Numbered events after a position, in order. */
  readonly after: (position: number, countMax: number) => TaskEither<StoreFailure, readonly NumberedEvent[]>;
}
