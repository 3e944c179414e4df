import {
  type Change,
  type Clock,
  hour,
  later,
  minute,
  type Notice,
  platform,
  type QuarantineReason,
  ref,
  second,
  type Storage,
  type StoreFailure,
  type Write,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { quarantined, quarantineEvent } from './take-in-notice.ts';

interface Dependencies {
  readonly storage: Storage;
  readonly clock: Clock;
}

/** The mark itself, to be written together with the effect. */
export const processedMark = (notice: Notice, status: 'processed' | 'ignored', at: Notice['receivedAt']): Write => {
  const { dueAt: _, leaseUntil: __, ...rest } = notice;
  return write(ref('notice', notice.id), { ...rest, status, processedAt: at });
};

/** May this holder still write? A notice that is done, or claimed by another, is left alone. */
export const stillOurs = (notice: Notice | undefined, fence: number): notice is Notice =>
  notice !== undefined && notice.fence === fence && notice.status === 'received';

const rewrite =
  (deps: Dependencies) =>
  (
    notice: Notice,
    fence: number,
    to: (stored: Notice) => Omit<Change<void>, 'result'>,
  ): TE.TaskEither<LeaseLost | StoreFailure, void> =>
    deps.storage.transact({
      organization: platform,
      read: { notice: ref('notice', notice.id) },
      decide: (found): E.Either<LeaseLost, Change<void>> =>
        stillOurs(found.notice, fence)
          ? E.right({ ...to(found.notice), result: undefined })
          : E.left({ type: 'LeaseLost' }),
    });

/** Nothing is left to do, and nothing changed by it. */
export const finishNotice =
  (deps: Dependencies) =>
  (notice: Notice, fence: number, status: 'processed' | 'ignored'): TE.TaskEither<LeaseLost | StoreFailure, void> =>
    rewrite(deps)(notice, fence, (stored) => ({
      writes: [processedMark(stored, status, deps.clock.now())],
      events: [],
    }));

/** Authentic, but it does not fit what we know: kept apart, with an alarm (INV-46). */
export const quarantineNotice =
  (deps: Dependencies) =>
  (notice: Notice, fence: number, reason: QuarantineReason): TE.TaskEither<LeaseLost | StoreFailure, void> =>
    rewrite(deps)(notice, fence, (stored) => {
      const apart = quarantined(stored, reason);
      return { writes: [write(ref('notice', notice.id), apart)], events: [quarantineEvent(apart, deps.clock.now())] };
    });

const waitsMs = [second, 5 * second, 15 * second, minute, 5 * minute, 15 * minute, hour];
/** After a day of WeChat not answering the notice has nothing to tell any more: sweeps and queries find the rest. */
const triesMax = 30;

export const postponeNotice =
  (deps: Dependencies) =>
  (notice: Notice, fence: number): TE.TaskEither<LeaseLost | StoreFailure, void> =>
    notice.tries >= triesMax
      ? quarantineNotice(deps)(notice, fence, 'unreadable')
      : rewrite(deps)(notice, fence, (stored) => {
          const { leaseUntil: _, ...rest } = stored;
          const waitMs = waitsMs[Math.min(stored.tries, waitsMs.length - 1)] ?? hour;
          const postponed: Notice = { ...rest, tries: stored.tries + 1, dueAt: later(deps.clock.now(), waitMs) };
          return { writes: [write(ref('notice', notice.id), postponed)], events: [] };
        });
