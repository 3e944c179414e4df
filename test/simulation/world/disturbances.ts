import type { Process } from '../engine/process.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { CounterIndex, Disturbance, Op, PupilPlan } from '../plan/plan.ts';
import type { Counters } from './counters.ts';
import type { KeyRing } from './key-changes.ts';
import type { Office } from './office.ts';
import type { Wechat } from './wechat.ts';

export interface DisturbanceParts {
  readonly simulation: Simulation;
  readonly office: Office;
  readonly counters: Counters;
  readonly wechat: Wechat;
  readonly keyRing: KeyRing;
  /** Servers and workers, in the order in which they are started again. */
  readonly fleet: () => readonly Process[];
  readonly sell: (pupil: PupilPlan, amountFen: number, counter: CounterIndex) => Promise<void>;
}

export const isDisturbance = <O extends Op>(op: O): op is O & Disturbance => kinds.has(op.type);
const kinds: ReadonlySet<string> = new Set<Disturbance['type']>([
  'partition',
  'pause',
  'rolling-restart',
  'store-full',
  'disk-full',
  'rotate',
  'enable',
  're-sign',
  'downgrade',
  'risk',
  'flush',
]);

export const playDisturbance = async (parts: DisturbanceParts, op: Disturbance & Op): Promise<void> => {
  const { simulation, office, counters, wechat } = parts;
  const { conditions, plan, stepper, count } = simulation;
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => stepper.after(ms, resolve));
  const pupil = 'pupil' in op ? plan.pupils[op.pupil] : undefined;
  switch (op.type) {
    case 'partition':
      conditions.cut(op.process, op.forMs, op.way);
      count(`trouble partition ${op.way}`);
      if (op.forMs > hour) count('trouble partition of hours');
      return;
    case 'pause':
      conditions.pause(op.process, op.forMs);
      return count(`trouble pause ${op.process.replace(/-\d+$/u, '')}`);
    case 'rolling-restart':
      count('trouble rolling-restart');
      for (const process of parts.fleet()) {
        process.crash();
        await sleep(op.gapMs);
      }
      return;
    case 'store-full':
      conditions.fillStore(op.forMs);
      return count('trouble store-full');
    case 'disk-full':
      conditions.fillDisk(counters.at(op.counter).process.name, op.forMs);
      return count('trouble disk-full');
    case 'rotate':
      count(`trouble rotate ${op.change}`);
      return parts.keyRing.change(op.change, op.forMs, sleep);
    case 'enable':
      if (pupil !== undefined) await wechat.control('POST', `users/${office.userIdOf(pupil)}/enable`);
      return count('trouble enable');
    case 're-sign':
    case 'downgrade':
      if (pupil !== undefined) await office.signAgain(pupil, op.type === 'downgrade');
      return count(`trouble ${op.type}`);
    case 'risk': {
      if (pupil === undefined) return;
      const payer = `payers/${office.openidOf(pupil)}`;
      await wechat.control('PUT', payer, { riskRefused: true });
      count('trouble risk');
      await sleep(op.forMs);
      return void (await wechat.control('PUT', payer, { riskRefused: false }));
    }
    case 'flush':
      return flush(parts, op);
  }
};

const hour = 3_600_000;

/** Small sums, so that the exposure cap of a pupil who eats alone at the counter does not end it (INV-66). */
const flush = async (
  { simulation, counters, sell }: DisturbanceParts,
  { counter, sales, forMs }: Extract<Disturbance, { type: 'flush' }>,
): Promise<void> => {
  const { conditions, plan, stepper, count } = simulation;
  const box = counters.at(counter);
  conditions.cut(box.process.name, forMs);
  const everyMs = (forMs * 0.8) / sales;
  for (let sold = 0; sold < sales; sold += 1) {
    const pupil = plan.pupils[5 + (sold % (plan.pupils.length - 5))];
    if (pupil !== undefined) await sell(pupil, plan.world.testMerchant ? 1 : 100 + sold, counter);
    await new Promise<void>((resolve) => stepper.after(everyMs, resolve));
  }
  if (box.backlog() > sales / 4) count('trouble flush');
};
