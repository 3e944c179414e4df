import { createCounter, createGauge, type MetricSource } from '@facepay/composition';
import type { DeductionStatus, Queue } from '@facepay/domain';

/** What became of one claimed piece of work. */
export type Outcome = 'done' | 'lease-lost' | 'left';

/** What a worker counts; only words of ours become labels (INV-88). */
export interface WorkerMetrics {
  readonly round: () => void;
  readonly claimed: (queue: Queue, count: number) => void;
  readonly claimFailed: (queue: Queue) => void;
  readonly handled: (queue: Queue, outcome: Outcome) => void;
  /** The state in which a step of the worker left a deduction. */
  readonly deduction: (state: DeductionStatus) => void;
  readonly relayFailed: () => void;
  /** How late the longest due piece was when it was claimed; 0 where nothing was due. */
  readonly oldestDue: (queue: Queue, ageMs: number) => void;
  readonly source: MetricSource;
}

const queues = ['deduction', 'notice', 'refund', 'task', 'payscoreOrder'] as const satisfies readonly Queue[];
const outcomes = ['done', 'lease-lost', 'left'] as const satisfies readonly Outcome[];
const states: Readonly<Record<DeductionStatus, true>> = {
  received: true,
  held: true,
  reserved: true,
  'in-flight': true,
  unknown: true,
  failed: true,
  paid: true,
  advanced: true,
  repaid: true,
  refunded: true,
  dead: true,
};

export const createWorkerMetrics = (): WorkerMetrics => {
  const rounds = createCounter({ name: 'facepay_worker_rounds_total', help: 'Rounds of the worker.' }, {});
  const claims = createCounter(
    { name: 'facepay_worker_claimed_total', help: 'Due work that was claimed, by queue.' },
    { queue: queues },
  );
  const claimFailures = createCounter(
    { name: 'facepay_worker_claim_failures_total', help: 'Claims that the store did not answer.' },
    { queue: queues },
  );
  const handled = createCounter(
    { name: 'facepay_worker_handled_total', help: 'Claimed work by what became of it; left: another try comes.' },
    { queue: queues, outcome: outcomes },
  );
  const deductions = createCounter(
    { name: 'facepay_deduction_steps_total', help: 'Steps of deductions, by the state they led to.' },
    { state: Object.keys(states) },
  );
  const relayFailures = createCounter(
    { name: 'facepay_relay_failures_total', help: 'Rounds that could not tell what happened.' },
    {},
  );
  const oldestDue = createGauge(
    { name: 'facepay_worker_oldest_due_age_seconds', help: 'How late the longest due work was at the last claim.' },
    { queue: queues },
  );
  return {
    round: () => rounds.add({}),
    claimed: (queue, count) => claims.add({ queue }, count),
    claimFailed: (queue) => claimFailures.add({ queue }),
    handled: (queue, outcome) => handled.add({ queue, outcome }),
    deduction: (state) => deductions.add({ state }),
    relayFailed: () => relayFailures.add({}),
    oldestDue: (queue, ageMs) => oldestDue.set({ queue }, Math.max(0, ageMs) / 1000),
    source: () =>
      [rounds, claims, claimFailures, handled, deductions, relayFailures, oldestDue].map((one) => one.family()),
  };
};
