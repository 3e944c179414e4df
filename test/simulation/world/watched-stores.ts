import type {
  Change,
  Claimed,
  DueWork,
  EventLog,
  Loaded,
  NumberedEvent,
  OrganizationId,
  Queue,
  Reads,
  Storage,
  Wanted,
  Work,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { type Cause, currentCause } from '../engine/causes.ts';
import type { Life } from '../engine/process.ts';
import type { Disk } from './disk.ts';

/** What the oracles are told of storage, in the very step in which it becomes true. */
export interface StorageWatch {
  readonly committed: (
    process: string,
    organization: OrganizationId,
    change: Pick<Change<unknown>, 'writes' | 'events'>,
    cause: Cause | undefined,
  ) => void;
  readonly claimed: (process: string, queue: Queue, claimed: readonly Claimed[], now: number, leaseMs: number) => void;
  readonly readEvents: (events: readonly NumberedEvent[]) => void;
  /** A rule ran on what is there, for whichever request; what it decided may stay or not. */
  readonly decided: (cause: Cause | undefined) => void;
  /** A work that wrote nothing, and why. */
  readonly refused?: (process: string, reason: string) => void;
}

/** The storage ports as one life of a process sees them: every call passes `life.call`, every commit is told. */
export const watchedStores = (
  life: Life,
  disk: Disk,
  watch: StorageWatch,
): Pick<Disk, 'storage' | 'reads' | 'dueWork' | 'eventLog'> => {
  const storage: Storage = {
    transact:
      <W extends Wanted, Refusal, A>(work: Work<W, Refusal, A>) =>
      () => {
        const cause = currentCause();
        return life.call(
          'storage',
          Object.keys(work.read).join('+'),
          () => transactAndTell(life, disk, watch, work, cause),
          () => rollBack(disk, work),
        );
      },
  };
  const reads: Reads = {
    find: (organization, at) => () => life.call('reads', `find ${at.kind}`, disk.reads.find(organization, at)),
    page: (kind, filter, countMax, after) => () =>
      life.call('reads', `page ${kind}`, disk.reads.page(kind, filter, countMax, after)),
    denyList: (organization, after, countMax) => () =>
      life.call('reads', 'denyList', disk.reads.denyList(organization, after, countMax)),
    dayLines: (organization, day) => () => life.call('reads', 'dayLines', disk.reads.dayLines(organization, day)),
    history: (organization, subject, countMax) => () =>
      life.call('reads', 'history', disk.reads.history(organization, subject, countMax)),
  };
  const dueWork: DueWork = {
    claim: (queue, now, leaseMs, countMax) => () =>
      life.call('claim', queue, async () => {
        const claimed = await disk.dueWork.claim(queue, now, leaseMs, countMax)();
        if (E.isRight(claimed)) watch.claimed(life.process.name, queue, claimed.right, now, leaseMs);
        return claimed;
      }),
  };
  const eventLog: EventLog = {
    number: (holder, now, leaseMs, countMax) => () =>
      life.call('events', 'number', disk.eventLog.number(holder, now, leaseMs, countMax)),
    after: (position, countMax) => () =>
      life.call('events', 'after', async () => {
        const events = await disk.eventLog.after(position, countMax)();
        if (E.isRight(events)) watch.readEvents(events.right);
        return events;
      }),
  };
  return { storage, reads, dueWork, eventLog };
};

/** The rule runs on what is there, and nothing of it stays: as where another transaction got in between (F-12). */
const rollBack = <W extends Wanted, Refusal, A>(disk: Disk, work: Work<W, Refusal, A>): Promise<unknown> => {
  const decide = (found: Loaded<W>): E.Either<'rolled back', Change<A>> => {
    work.decide(found);
    return E.left('rolled back');
  };
  return disk.storage.transact({ ...work, decide })();
};

const transactAndTell = async <W extends Wanted, Refusal, A>(
  life: Life,
  disk: Disk,
  watch: StorageWatch,
  work: Work<W, Refusal, A>,
  cause: Cause | undefined,
) => {
  let change: Change<A> | undefined;
  const decide = (found: Loaded<W>): E.Either<Refusal, Change<A>> => {
    const decided = work.decide(found);
    watch.decided(cause);
    change = E.isRight(decided) ? decided.right : undefined;
    return decided;
  };
  const result = await disk.storage.transact({ ...work, decide })();
  if (E.isLeft(result)) watch.refused?.(life.process.name, typeOf(result.left));
  if (E.isRight(result) && change !== undefined) watch.committed(life.process.name, work.organization, change, cause);
  return result;
};

const typeOf = (refusal: unknown): string =>
  typeof refusal === 'object' && refusal !== null && 'type' in refusal ? String(refusal.type) : '';
