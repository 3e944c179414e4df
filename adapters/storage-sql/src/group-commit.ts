import type { StoreFailure } from '@facepay/domain';
import type Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { isBusy, isStoreWide, unavailable } from './sqlite-failure.ts';

export interface GroupCommitOptions {
  /** For the length of a hold and the wait for the lock; a monotonic clock does. */
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** A real turn of the event loop: sockets, signals, the other process. */
  readonly turn: () => Promise<void>;
  readonly groupMax: number;
  readonly holdMaxMs: number;
  readonly lockMaxMs: number;
  /**
   * How long a group waits for others where no turn brings more, as long as more than one asks at a time: whoever is
   * alone waits for nobody. 0 where nothing is said.
   */
  readonly gatherMs?: number | undefined;
  /** Told how long each group kept the event loop, from `begin` to the end of `commit`, flushing to disk included. */
  readonly onHeld?: ((heldMs: number) => void) | undefined;
  /** Looked at after each group, in a turn of its own; true where it held the loop. Must not throw. */
  readonly upkeep?: (() => boolean) | undefined;
}
export interface GroupCommit {
  /**
   * Runs a synchronous step and answers only after the commit; it may run again before that. A left or a throw undoes
   * this step alone; trouble of the store undoes the whole group, and everyone in it hears so.
   */
  readonly enqueue: <Refusal, A>(step: () => E.Either<Refusal, A>) => TaskEither<Refusal | StoreFailure, A>;
  /** Resolves when everything that waits has been answered; whatever comes later is refused. */
  readonly close: () => Promise<void>;
}
interface Waiting {
  /** True where it failed and had written before: then it has to be undone. */
  readonly run: (inSavepoint: boolean) => boolean;
  readonly tell: (failure?: StoreFailure) => void;
}

/** What waits commits as one group; waiting for the lock happens outside the driver (`storage.md` §2). */
export const createGroupCommit = (database: Database.Database, options: GroupCommitOptions): GroupCommit => {
  const { nowMs, sleep, random, turn, groupMax, holdMaxMs, lockMaxMs, gatherMs = 0, onHeld, upkeep } = options;
  const begin = database.prepare('begin immediate');
  const commit = database.prepare('commit');
  const rollback = database.prepare('rollback');
  const { plainly, carefully } = createAttempts(database);
  const waiting: Waiting[] = [];
  /** So many of the waiting run in savepoints, because one of them has to be undone by itself. */
  let careful = 0;
  let groupBefore = 0;
  let flushing: Promise<void> | undefined;
  let closed = false;

  const lock = async (): Promise<boolean> => {
    for (const until = nowMs() + lockMaxMs; ; await sleep(1 + 4 * random())) {
      try {
        begin.run();
        return true;
      } catch (cause) {
        if (!isBusy(cause)) throw cause;
        if (nowMs() >= until) return false;
      }
    }
  };

  const undo = (): void => {
    try {
      if (database.inTransaction) rollback.run();
    } catch {
      // The disk refuses even this; the next group hears it at its begin, and nothing was committed.
    }
  };

  /**
   * Savepoints copy every page that a step touches, and steps that fail after they wrote are rare: so the group runs
   * without any, and where one of them would be needed, all of it is undone and runs again with them.
   */
  const runGroup = (group: Waiting[]): void => {
    const until = nowMs() + holdMaxMs;
    while (group.length < groupMax && (group.length === 0 || nowMs() < until)) {
      const next = waiting.shift();
      if (next === undefined) break;
      group.push(next);
      if (next.run(careful > 0)) {
        rollback.run();
        waiting.unshift(...group);
        careful = group.length;
        group.length = 0;
        return;
      }
      careful = Math.max(0, careful - 1);
    }
    commit.run();
  };

  /** Whoever asks in the same turn comes along, and while every turn brings more, the next turn's as well. */
  const gather = async (): Promise<void> => {
    for (let [turns, before] = [0, 0]; turns < turnsMax && waiting.length > before; turns += 1) {
      if (waiting.length >= groupMax) return;
      before = waiting.length;
      await turn();
    }
    if (gatherMs > 0 && Math.max(waiting.length, groupBefore) > 1 && !closed) await sleep(gatherMs);
  };

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      await gather();
      const group: Waiting[] = [];
      let failure: StoreFailure | undefined;
      try {
        if (await lock()) {
          const since = nowMs();
          runGroup(group);
          onHeld?.(nowMs() - since);
        } else failure = { type: 'StoreBusy', retryAfterMs: 1000 };
      } catch (cause) {
        failure = unavailable(cause); // disk full, I/O error: nothing of the group is stored
        undo();
      }
      if (failure !== undefined && group.length === 0) group.push(...waiting.splice(0));
      groupBefore = group.length;
      for (const { tell } of group) tell(failure); // only now may anybody answer 2xx
      await turn();
      const since = nowMs();
      if (upkeep?.() === true) {
        onHeld?.(nowMs() - since);
        await turn();
      }
    }
    flushing = undefined; // in the same step as the last look at the queue, or a late comer waits for ever
  };

  return {
    enqueue:
      <Refusal, A>(step: () => E.Either<Refusal, A>): TaskEither<Refusal | StoreFailure, A> =>
      () =>
        new Promise((resolve, reject) => {
          if (closed) return resolve(E.left({ type: 'StoreUnavailable', reason: 'closed' }));
          let outcome: Outcome<E.Either<Refusal, A>> | undefined;
          waiting.push({
            run: (inSavepoint) => {
              const [done, undone] = inSavepoint ? carefully(step) : plainly(step);
              outcome = done;
              return undone;
            },
            tell: (failure) => {
              if (failure !== undefined) resolve(E.left(failure));
              else if (outcome?.type === 'done') resolve(outcome.value);
              else reject(outcome?.cause);
            },
          });
          flushing ??= flush();
        }),
    close: async () => {
      closed = true;
      await flushing;
    },
  };
};

/** A commit costs as much as some ten works; a turn in which somebody asked costs nearly nothing more. */
const turnsMax = 8;

type Outcome<A> = { readonly type: 'done'; readonly value: A } | { readonly type: 'threw'; readonly cause: unknown };

type Attempt = <R, A>(step: () => E.Either<R, A>) => readonly [outcome: Outcome<E.Either<R, A>>, undo: boolean];

/** One step inside the group's transaction: what it throws is kept for its own caller. */
const createAttempts = (database: Database.Database): { readonly plainly: Attempt; readonly carefully: Attempt } => {
  const savepoint = database.prepare('savepoint work');
  const release = database.prepare('release work');
  const rollback = database.prepare('rollback to work');
  const changes = database.prepare('select total_changes()').pluck();
  return {
    plainly: (step) => {
      const before = changes.get();
      const outcome = outcomeOf(step);
      return [outcome, failed(outcome) && changes.get() !== before];
    },
    carefully: (step) => {
      savepoint.run();
      const outcome = outcomeOf(step);
      if (failed(outcome)) rollback.run();
      release.run();
      return [outcome, false];
    },
  };
};

const outcomeOf = <A>(step: () => A): Outcome<A> => {
  try {
    return { type: 'done', value: step() };
  } catch (cause) {
    if (isStoreWide(cause)) throw cause;
    return { type: 'threw', cause };
  }
};
const failed = (outcome: Outcome<E.Either<unknown, unknown>>): boolean =>
  outcome.type === 'threw' || E.isLeft(outcome.value);
