import type { StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Pool, PoolClient } from 'pg';
import { failureOf, PostgresTrouble, troubleOf, type TroubleType } from './postgres-failure.ts';

interface Query {
  /** Prepared under this name once per connection. */
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}
export interface Answer {
  readonly command: string;
  readonly rows: readonly unknown[];
  readonly count: number;
}
/**
 * Sends a statement at once, behind those that have no answer yet: what is sent together is one round trip. Rejects with
 * `PostgresTrouble` alone.
 */
export type Ask = (query: Query) => Promise<Answer>;
type Isolation = 'serializable' | 'read committed';

export interface Decided<L, A> {
  readonly answer: E.Either<L, A>;
  /** Under way; the commit is sent right behind them, and takes place only where all of them have succeeded. */
  readonly sent: readonly Promise<Answer>[];
}
type Step<L, A> = (ask: Ask) => Promise<Decided<L, A>>;

export interface PostgresTransactions {
  /**
   * Runs the step between `begin` and `commit`, and again after a conflict or a lost connection, whose commit nobody
   * knows of. What it throws itself reaches the caller, and nothing is stored.
   */
  readonly transact: <L, A>(isolation: Isolation, step: Step<L, A>) => TaskEither<L | StoreFailure, A>;
  /** Statements that only read, each by itself. */
  readonly look: <A>(step: (ask: Ask) => Promise<E.Either<StoreFailure, A>>) => TaskEither<StoreFailure, A>;
  /** Resolves when everything that was asked for has its answer; whatever comes later is refused. */
  readonly close: () => Promise<void>;
}
export interface RetryOptions {
  /** For the length of all tries together; a monotonic clock does. */
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
}

export const createPostgresTransactions = (pool: Pool, retry: RetryOptions): PostgresTransactions => {
  const running = new Set<Promise<unknown>>();
  let closed = false;
  const answered =
    <L, A>(attempt: () => Promise<E.Either<L, A>>): TaskEither<L | StoreFailure, A> =>
    () => {
      if (closed) return Promise.resolve(E.left({ type: 'StoreUnavailable', reason: 'closed' }));
      const answer = trying(retry, attempt);
      running.add(answer);
      return answer.finally(() => running.delete(answer));
    };
  return {
    transact: (isolation, step) => answered(() => once(pool, isolation, step)),
    look: (step) => answered(() => step(asking(pool))),
    close: async () => {
      closed = true;
      await Promise.allSettled(running);
      await pool.end();
    },
  };
};

/** The same work again, while that may help: by then the other one of a conflict is through. */
const trying = async <L, A>(
  { nowMs, sleep, random }: RetryOptions,
  attempt: () => Promise<E.Either<L, A>>,
): Promise<E.Either<L | StoreFailure, A>> => {
  const until = nowMs() + triesMaxMs;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (cause) {
      if (!(cause instanceof PostgresTrouble) || cause.type === 'bug') throw cause;
      const { triesMax, waitMaxMs } = patience[cause.type];
      if (tries >= triesMax || nowMs() >= until) return E.left(failureOf(cause));
      await sleep(1 + random() * Math.min(waitMaxMs, 2 ** tries));
    }
  }
};

/** Where the network swallows answers, each try takes seconds. */
const triesMaxMs = 10_000;

const patience: Readonly<
  Record<Exclude<TroubleType, 'bug'>, { readonly triesMax: number; readonly waitMaxMs: number }>
> = {
  conflict: { triesMax: 50, waitMaxMs: 60 },
  lost: { triesMax: 8, waitMaxMs: 500 },
  busy: { triesMax: 1, waitMaxMs: 0 },
  down: { triesMax: 1, waitMaxMs: 0 },
};

/** A queue longer than this would be answered too late to be of use. */
const waitingMax = 2000;

const once = async <L, A>(pool: Pool, isolation: Isolation, step: Step<L, A>): Promise<E.Either<L, A>> => {
  if (pool.waitingCount >= waitingMax) throw new PostgresTrouble('busy', 'too many works wait for a connection');
  const client = await pool.connect().catch((cause: unknown) => Promise.reject(troubleOf(cause)));
  const ask = asking(client);
  let reusable = false;
  try {
    const [, { answer, sent }] = await Promise.all([ask(plain(`begin isolation level ${isolation}`)), step(ask)]);
    // A refusal commits as well: only the commit says that what it was decided on was no dream.
    const answers = await Promise.all([...sent, ask(plain('commit'))]);
    if (answers.at(-1)?.command !== 'COMMIT') throw new PostgresTrouble('lost', 'the commit was not carried out');
    reusable = true;
    return answer;
  } catch (cause) {
    reusable = await isRolledBack(ask, cause);
    throw cause;
  } finally {
    client.release(!reusable);
  }
};

const isRolledBack = async (ask: Ask, cause: unknown): Promise<boolean> => {
  if (cause instanceof PostgresTrouble && cause.type === 'lost') return false;
  try {
    await ask(plain('rollback'));
    return true;
  } catch {
    return false;
  }
};

const plain = (text: string): Query => ({ name: '', text, values: [] });
const asking =
  (connection: Pool | PoolClient): Ask =>
  async ({ name, text, values }) => {
    try {
      const { command, rows, rowCount } = await connection.query(name === '' ? { text } : { name, text, values });
      return { command, rows, count: rowCount ?? 0 };
    } catch (cause) {
      throw troubleOf(cause);
    }
  };
