import type { UseCases } from '@facepay/composition';
import {
  type Claimed,
  type Clock,
  type DueWork,
  hour,
  type Instant,
  type Logger,
  type Queue,
  type Timer,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

export interface WorkerDeps {
  readonly useCases: Pick<UseCases, 'progressDeduction' | 'applyNotice' | 'relayEvents'>;
  readonly dueWork: DueWork;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this worker where only one may act, such as the relay. */
  readonly holder: string;
  /** What wants doing now and then, such as fetching WeChat's certificates before they are needed. */
  readonly maintain?: () => Promise<void>;
  readonly settings?: Partial<WorkerSettings>;
}
export interface WorkerSettings {
  /** A dead worker's work is claimed again after this; well below 35 s (INV-16), well above a request's time limit. */
  readonly leaseMs: number;
  readonly claimMax: number;
  readonly maintainEveryMs: number;
}
const defaults: WorkerSettings = { leaseMs: 30_000, claimMax: 16, maintainEveryMs: hour };

export interface Worker {
  /** One round: what is due now, each piece by itself; returns how much there was. */
  readonly round: () => Promise<number>;
}

/** One poisoned piece of work stops no other: every failure is logged and its lease runs out (INV-100). */
export const createWorker = (deps: WorkerDeps): Worker => {
  const { leaseMs, claimMax, maintainEveryMs } = { ...defaults, ...deps.settings };
  const { useCases, logger } = deps;
  let maintainedAt: Instant | undefined;

  const maintain = async (): Promise<void> => {
    const now = deps.clock.now();
    if (maintainedAt !== undefined && now - maintainedAt < maintainEveryMs) return;
    maintainedAt = now;
    await deps.maintain?.();
  };

  const drain = async (
    queue: Queue,
    handle: (claimed: Claimed) => TaskEither<{ readonly type: string }, unknown>,
  ): Promise<number> => {
    const claimed = await deps.dueWork.claim(queue, deps.clock.now(), leaseMs, claimMax)();
    if (E.isLeft(claimed)) {
      logger.warn('claim failed', { queue, reason: claimed.left.type });
      return 0;
    }
    await Promise.all(
      claimed.right.map(async (work) => {
        const reason = await failureOf(() => handle(work)());
        if (reason !== undefined) logger.warn('work left for the next holder', { queue, key: work.key, reason });
      }),
    );
    return claimed.right.length;
  };

  return {
    round: async () => {
      await maintain();
      const [deductions, notices] = await Promise.all([
        drain('deduction', useCases.progressDeduction),
        drain('notice', useCases.applyNotice),
      ]);
      const told = await useCases.relayEvents(deps.holder)();
      if (E.isLeft(told)) logger.warn('events not told yet', { reason: told.left.type });
      return deductions + notices + (E.isRight(told) ? told.right : 0);
    },
  };
};

/** What is refused or throws is left alone until its lease ends; only the words of a tagged failure are logged (INV-88). */
const failureOf = async (
  run: () => Promise<E.Either<{ readonly type: string }, unknown>>,
): Promise<string | undefined> => {
  try {
    const done = await run();
    return E.isLeft(done) ? done.left.type : undefined;
  } catch {
    return 'ProgrammerError';
  }
};

/** Rounds until told to stop; the round under way is finished. Rests only when there was nothing to do. */
export const runWorker = async (worker: Worker, timer: Timer, stop: AbortSignal, idleMs = 100): Promise<void> => {
  while (!stop.aborted) if ((await worker.round()) === 0) await timer.sleep(idleMs, stop);
};
