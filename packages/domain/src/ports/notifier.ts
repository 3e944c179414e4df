import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { NumberedEvent } from './domain-event.ts';

export interface NotifyFailure {
  readonly type: 'NotifyFailed';
  readonly reason: string;
}
/** Tells others what happened, at least once, in order; a repeat carries the same event key. */
export interface Notifier {
  readonly notify: (events: readonly NumberedEvent[]) => TaskEither<NotifyFailure, void>;
}
