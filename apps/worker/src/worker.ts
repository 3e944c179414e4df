import type { UseCases } from '@facepay/composition';
import {
  type Claimed,
  type Clock,
  type Deduction,
  type DueWork,
  hour,
  type Instant,
  type Logger,
  platform,
  type Queue,
  type Reads,
  ref,
  second,
  type Timer,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { heardOf, heardOfFailure } from './heard-of-wechat.ts';
import type { Pace } from './pace.ts';
import type { Outcome, WorkerMetrics } from './worker-metrics.ts';

export interface WorkerDeps {
  readonly useCases: Pick<
    UseCases,
    'progressDeduction' | 'progressRefund' | 'progressTask' | 'applyNotice' | 'relayEvents'
  > & {
    /** Where a Pay Score service is configured. */
    readonly payscore?: Pick<NonNullable<UseCases['payscore']>, 'progressOrder'>;
  };
  readonly dueWork: DueWork;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this worker where only one may act, such as the relay. */
  readonly holder: string;
  /** What wants doing now and then, such as fetching WeChat's certificates before they are needed. */
  readonly maintain?: () => Promise<void>;
  readonly settings?: Partial<WorkerSettings>;
  /** What is counted, and where the age of what is due is looked up. */
  readonly counting?: Counting;
  /** How fast deductions may go; without one, as fast as they come. */
  readonly pace?: Pace;
}
export interface Counting {
  readonly metrics: WorkerMetrics;
  readonly reads: Pick<Reads, 'find'>;
}
export interface WorkerSettings {
  /** A dead worker's work is claimed again after this; well below 35 s (INV-16), well above a request's time limit. */
  readonly leaseMs: number;
  readonly claimMax: number;
  readonly maintainEveryMs: number;
  /** So often tasks are looked for: sweeps of members and notices to people, which can wait a little. */
  readonly tasksEveryMs: number;
  /** So many at a time: a sweep reads several members at once. */
  readonly tasksMax: number;
}
const defaults: WorkerSettings = {
  leaseMs: 30_000,
  claimMax: 64,
  maintainEveryMs: hour,
  tasksEveryMs: second,
  tasksMax: 16,
};

export interface Worker {
  /** One round: what is due now, each piece by itself; returns how much there was. */
  readonly round: () => Promise<number>;
}

/** One poisoned piece of work stops no other: every failure is logged and its lease runs out (INV-100). */
export const createWorker = (deps: WorkerDeps): Worker => {
  const { leaseMs, claimMax, maintainEveryMs, tasksEveryMs, tasksMax } = { ...defaults, ...deps.settings };
  const { useCases, logger, counting, pace } = deps;
  const metrics = counting?.metrics;
  let maintainedAt: Instant | undefined;
  let tasksAt: Instant | undefined;

  const maintain = async (): Promise<void> => {
    const now = deps.clock.now();
    if (maintainedAt !== undefined && now - maintainedAt < maintainEveryMs) return;
    maintainedAt = now;
    await deps.maintain?.();
  };

  const drainTasks = async (): Promise<number> => {
    const now = deps.clock.now();
    if (tasksAt !== undefined && now >= tasksAt && now - tasksAt < tasksEveryMs) return 0;
    tasksAt = now;
    return drain('task', useCases.progressTask, undefined, tasksMax);
  };

  const drain = async <A>(
    queue: Queue,
    handle: (claimed: Claimed) => TaskEither<{ readonly type: string }, A>,
    done?: (result: A) => void,
    countMax = claimMax,
  ): Promise<number> => {
    if (countMax === 0) return 0;
    const claimed = await deps.dueWork.claim(queue, deps.clock.now(), leaseMs, countMax)();
    if (E.isLeft(claimed)) {
      logger.warn('claim failed', { queue, reason: claimed.left.type });
      metrics?.claimFailed(queue);
      return 0;
    }
    if (queue === 'deduction') pace?.begun(deps.clock.now(), claimed.right.length);
    metrics?.claimed(queue, claimed.right.length);
    if (counting !== undefined) await noteOldest(counting, queue, claimed.right[0]);
    await Promise.all(
      claimed.right.map(async (work) => {
        const reason = await failureOf(() => handle(work)(), done);
        metrics?.handled(queue, outcomeOf(reason));
        const heard = reason === undefined ? undefined : heardOfFailure(reason);
        if (heard !== undefined) pace?.heard(deps.clock.now(), heard);
        if (reason !== undefined) logger.warn('work left for the next holder', { queue, key: work.key, reason });
      }),
    );
    return claimed.right.length;
  };

  /** Claims come the longest due first; its time is still in the record. */
  const noteOldest = async (to: Counting, queue: Queue, first: Claimed | undefined): Promise<void> => {
    const now = deps.clock.now();
    const dueAt = first === undefined ? undefined : await dueAtOf(to.reads, queue, first);
    to.metrics.oldestDue(queue, now - (dueAt ?? now));
  };

  const noteDeduction = (deduction: Deduction): void => {
    metrics?.deduction(deduction.status);
    const heard = heardOf(deduction);
    if (heard !== undefined) pace?.heard(deps.clock.now(), heard);
  };

  return {
    round: async () => {
      metrics?.round();
      await maintain();
      const paced = Math.min(claimMax, pace?.allowed(deps.clock.now()) ?? claimMax);
      const { payscore } = useCases;
      const [deductions, notices, refunds, orders, tasks] = await Promise.all([
        drain('deduction', useCases.progressDeduction, noteDeduction, paced),
        drain('notice', useCases.applyNotice),
        drain('refund', useCases.progressRefund),
        payscore === undefined ? 0 : drain('payscoreOrder', payscore.progressOrder),
        drainTasks(),
      ]);
      const told = await useCases.relayEvents(deps.holder)();
      if (E.isLeft(told)) {
        logger.warn('events not told yet', { reason: told.left.type });
        metrics?.relayFailed();
      }
      return deductions + notices + refunds + orders + tasks + (E.isRight(told) ? told.right : 0);
    },
  };
};

/** What is refused or throws is left alone until its lease ends; only the words of a tagged failure are logged (INV-88). */
const failureOf = async <A>(
  run: () => Promise<E.Either<{ readonly type: string }, A>>,
  then?: (result: A) => void,
): Promise<string | undefined> => {
  try {
    const done = await run();
    if (E.isLeft(done)) return done.left.type;
    then?.(done.right);
    return undefined;
  } catch {
    return 'ProgrammerError';
  }
};

const outcomeOf = (reason: string | undefined): Outcome => {
  if (reason === undefined) return 'done';
  return reason === 'LeaseLost' ? 'lease-lost' : 'left';
};

const dueAtOf = async (
  { find }: Pick<Reads, 'find'>,
  queue: Queue,
  { organization, key }: Claimed,
): Promise<Instant | undefined> => {
  if (queue === 'deduction') return dueAtIn(await find(organization, ref('deduction', key))());
  if (queue === 'refund') return dueAtIn(await find(platform, ref('refund', key))());
  if (queue === 'payscoreOrder') return dueAtIn(await find(organization, ref('payscoreOrder', key))());
  if (queue === 'task') return dueAtIn(await find(platform, ref('task', key))());
  return dueAtIn(await find(platform, ref('notice', key))());
};
const dueAtIn = (found: E.Either<unknown, { readonly dueAt?: Instant } | undefined>): Instant | undefined =>
  E.isRight(found) ? found.right?.dueAt : undefined;

/** Rounds until told to stop; the round under way is finished. Rests only when there was nothing to do. */
export const runWorker = async (worker: Worker, timer: Timer, stop: AbortSignal, idleMs = 100): Promise<void> => {
  while (!stop.aborted) if ((await worker.round()) === 0) await timer.sleep(idleMs, stop);
};
