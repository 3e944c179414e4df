import { type Claimed, Instant, type OrganizationId, type Queue } from '@facepay/domain';
import { renderMetrics } from '@facepay/composition';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, test } from 'vitest';
import { type Counting, createWorker, runWorker, type WorkerDeps } from './worker.ts';
import { createWorkerMetrics } from './worker-metrics.ts';

const organization = 'O1' as OrganizationId;
const work = (key: string): Claimed => ({ organization, key, fence: 1 });

const worldOf = (due: Partial<Readonly<Record<Queue, readonly Claimed[]>>>, counting?: Counting) => {
  const done: string[] = [];
  const warned: string[] = [];
  let now = Instant.of(0);
  let maintained = 0;
  const left = { ...due };
  const deps: WorkerDeps = {
    useCases: {
      progressDeduction: ({ key }) =>
        key === 'poison'
          ? TE.left({ type: 'LeaseLost' })
          : async () => {
              if (key === 'bug') throw new Error('a rule that throws');
              done.push(key);
              return TE.right({ status: 'paid' } as never)();
            },
      applyNotice:
        ({ key }) =>
        async () => {
          done.push(key);
          return TE.right(undefined)();
        },
      progressRefund: ({ key }) => {
        done.push(key);
        return TE.right({ status: 'success' } as never);
      },
      payscore: {
        progressOrder: ({ key }) => {
          done.push(key);
          return TE.right({ status: 'done' } as never);
        },
      },
      progressTask:
        ({ key }) =>
        async () => {
          done.push(key);
          return TE.right(undefined)();
        },
      relayEvents: () => TE.right(0),
    },
    dueWork: {
      claim: (queue) => async () => {
        const claimed = left[queue] ?? [];
        left[queue] = [];
        return TE.right(claimed)();
      },
    },
    clock: { now: () => now },
    logger: { info: () => undefined, warn: (_, fields) => void warned.push(String(fields?.['key'])) },
    holder: 'w1',
    maintain: async () => void (maintained += 1),
    ...(counting === undefined ? {} : { counting }),
  };
  return {
    worker: createWorker(deps),
    due: left,
    done,
    warned,
    maintained: () => maintained,
    pass: (ms: number) => (now = Instant.of(now + ms)),
  };
};

describe('worker', () => {
  test('INV-100 one poisoned piece of work stops no other', async () => {
    const world = worldOf({ deduction: [work('d1'), work('poison'), work('bug'), work('d2')], notice: [work('n1')] });
    expect(await world.worker.round()).toBe(5);
    expect(world.done.toSorted()).toEqual(['d1', 'd2', 'n1']);
    expect(world.warned).toEqual(['poison', 'bug']);
    expect(await world.worker.round()).toBe(0);
  });

  test('tasks are looked for once a second, however short the rounds are', async () => {
    const world = worldOf({ task: [work('t1')] });
    expect([await world.worker.round(), await world.worker.round()]).toEqual([1, 0]);
    world.due.task = [work('t2')];
    world.pass(999);
    await world.worker.round();
    expect(world.done).toEqual(['t1']);
    world.pass(1);
    await world.worker.round();
    expect(world.done).toEqual(['t1', 't2']);
  });

  test('refunds are carried out in the same round', async () => {
    const world = worldOf({ deduction: [work('d1')], refund: [work('R-1')] });
    expect(await world.worker.round()).toBe(2);
    expect(world.done.toSorted()).toEqual(['R-1', 'd1']);
  });

  test('Pay Score orders are gone on with in the same round', async () => {
    const world = worldOf({ payscoreOrder: [work('PS-1')], refund: [work('R-1')] });
    expect(await world.worker.round()).toBe(2);
    expect(world.done.toSorted()).toEqual(['PS-1', 'R-1']);
  });

  test('maintenance happens at the start and then once an hour', async () => {
    const world = worldOf({ deduction: [], notice: [] });
    await world.worker.round();
    await world.worker.round();
    world.pass(3_600_000);
    await world.worker.round();
    expect(world.maintained()).toBe(2);
  });

  test('it rests only when there was nothing to do, and a stop ends it', async () => {
    const world = worldOf({ deduction: [work('d1')], notice: [] });
    const stop = new AbortController();
    const rests: number[] = [];
    const sleep = async (ms: number): Promise<void> => {
      rests.push(ms);
      if (rests.length === 3) stop.abort();
    };
    await runWorker(world.worker, { sleep }, stop.signal, 7);
    expect(world.done).toEqual(['d1']);
    expect(rests).toEqual([7, 7, 7]);
  });
});

describe('worker metrics', () => {
  test('count rounds, claims and what became of each piece, and how late the longest due one was', async () => {
    const metrics = createWorkerMetrics();
    const world = worldOf(
      { deduction: [work('d1'), work('poison'), work('bug')], notice: [work('n1')] },
      { metrics, reads: { find: () => TE.right({ dueAt: Instant.of(0) } as never) } },
    );
    world.pass(90_000);
    await world.worker.round();
    const text = renderMetrics(metrics.source());
    for (const line of [
      'facepay_worker_rounds_total 1',
      'facepay_worker_claimed_total{queue="deduction"} 3',
      'facepay_worker_handled_total{queue="deduction",outcome="done"} 1',
      'facepay_worker_handled_total{queue="deduction",outcome="lease-lost"} 1',
      'facepay_worker_handled_total{queue="deduction",outcome="left"} 1',
      'facepay_worker_handled_total{queue="notice",outcome="done"} 1',
      'facepay_deduction_steps_total{state="paid"} 1',
      'facepay_worker_oldest_due_age_seconds{queue="deduction"} 90',
    ])
      expect(text.split('\n')).toContain(line);
    await world.worker.round();
    expect(renderMetrics(metrics.source())).toContain('facepay_worker_oldest_due_age_seconds{queue="deduction"} 0\n');
  });
});
