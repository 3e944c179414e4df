import { withStandInSignatures } from './engine/crypto-stand-in.ts';
import { createSimulation, type PortCalled, type Simulation, type Violation } from './engine/simulation.ts';
import { withTrap } from './engine/trap.ts';
import type { Struck } from './covered/coverage.ts';
import { restless } from './oracles/at-rest.ts';
import { audit, canonical } from './oracles/audit.ts';
import { auditPayscore } from './oracles/payscore-audit.ts';
import type { Plan } from './plan/plan.ts';
import { buildWorld, type World, type WorldVariant } from './world/build-world.ts';
import { openDisk, type StorageKind } from './world/disk.ts';
import { hasRealSignatures } from './world/keys.ts';

export interface RunOptions extends WorldVariant {
  readonly storage: StorageKind;
  /** Checks that are switched off, to see what the others find. */
  readonly muted?: readonly string[];
  /** Asked on the way: real time is over, and the run counts as a failure (`simulation.md` §3.8). */
  readonly isTooLong?: () => boolean;
}
export interface RunResult {
  readonly violations: readonly Violation[];
  /** Of every step and of the final state; equal for equal plans on every storage (INV-102). */
  readonly traceHash: string;
  readonly steps: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly lastLines: readonly string[];
  /** What struck, in the order of time, and how often each bucket of the coverage table was reached. */
  readonly struck: readonly Struck[];
  readonly coverage: ReadonlyMap<string, number>;
  /** State and fen of every deduction at the end, sorted. */
  readonly ends: readonly string[];
  /** The same, as the reference model foretells it. */
  readonly foretold: readonly string[];
  /** How often each port was called before the world healed, for plans that hit every call. */
  readonly calls: readonly { readonly process: string; readonly port: string; readonly calls: number }[];
  /** The same calls one by one, with those of people and of WeChat. */
  readonly callLog: readonly PortCalled[];
}

/** After healing; what still moves then is a violation (INV-98). */
const drainMs = 30 * 3_600_000;
/** Of a lunch, and of every day. */
const stepsMax = 400_000;

/** The name of the rule that a run ends in reasonable real time. */
const tooLong = 'REAL-TIME';

/** Plays a plan to its end and judges it: step checks on the way, liveness, then the audit. */
export const runPlan = (plan: Plan, options: RunOptions): Promise<RunResult> =>
  hasRealSignatures(plan) ? runAsPlanned(plan, options) : withStandInSignatures(() => runAsPlanned(plan, options));

const runAsPlanned = async (plan: Plan, options: RunOptions): Promise<RunResult> => {
  const disk = await openDisk(options.storage, plan.seed);
  try {
    const simulation = createSimulation(plan, options.muted);
    const world = await buildWorld(simulation, disk, options);
    await play(simulation, world, options.isTooLong);
    if (simulation.violations.length === 0) await audit(simulation, disk, world);
    if (simulation.violations.length === 0)
      auditPayscore(simulation, world.records, world.wechat.emulator.ledger(), world.payscore.synced);
    if (simulation.violations.length === 0) await askReference(simulation, world);
    sealFinalState(simulation, world);
    return resultOf(simulation, world);
  } finally {
    await disk.close();
  }
};

const play = async (simulation: Simulation, world: World, isTooLong = () => false): Promise<void> => {
  const { stepper, violations, plan } = simulation;
  const isOver = (): boolean => {
    if (violations.length > 0 || stepper.steps() >= stepsMax * Math.max(1, plan.healAt / 86_400_000)) return true;
    if (stepper.steps() % 256 === 0 && isTooLong())
      simulation.violate(tooLong, `not over after ${stepper.steps()} steps`);
    // A look at everything is dear, so not after every step.
    return stepper.steps() % 32 === 0 && stepper.now() > plan.healAt && moving(simulation, world) === undefined;
  };
  await withTrap(() => stepper.run(plan.healAt + drainMs, isOver));
  const still = violations.length === 0 ? moving(simulation, world) : undefined;
  if (still !== undefined) simulation.violate('INV-98', `after ${stepper.steps()} steps: ${still}`);
};

/** The API is asked for everything once more, and the model compares; a server needs the stepper to answer. */
const askReference = async ({ stepper, violate }: Simulation, { reference, ask, wechat }: World): Promise<void> => {
  let isOver = false;
  const asked = reference.atRest(ask, wechat.emulator.ledger().orders).finally(() => {
    isOver = true;
  });
  // Where nothing else is due, time still passes.
  const tick = (): void => (isOver ? undefined : stepper.after(100, tick));
  tick();
  await withTrap(() => stepper.run(stepper.now() + 600_000, () => isOver));
  if (isOver) await asked;
  else violate('INV-98', 'the API does not answer when all is quiet');
};

/** F-22: what WeChat goes on sending for a day reaches nobody; all must be right without. */
const losesEveryNotice = ({ ops }: Plan): boolean =>
  ops.some((op) => op.type === 'gateway' && op.rule.kind === 'notice-drop' && op.rule.share === 1);

const moving = (
  { wallNow, plan }: Simulation,
  { canteen, payscore, counters, wechat, records, fleet }: World,
): string | undefined => {
  if (!canteen.isOver()) return 'the lunch is not over';
  if (!payscore.isOver()) return 'a visit is not over';
  const down = fleet().find(({ isUp }) => !isUp());
  if (down !== undefined) return `${down.name} is down`;
  for (const { deviceId, backlog } of counters.all())
    if (backlog() > 0) return `${backlog()} vouchers wait on ${deviceId}`;
  for (const { switchOff } of counters.all()) switchOff();
  if (wechat.emulator.dueAt() !== undefined && !losesEveryNotice(plan)) return 'a notice is not delivered';
  return restless(records, wallNow(), (no) => wechat.emulator.order(no)?.tradeState === 'SUCCESS');
};

const sealed = [
  'deduction',
  'member',
  'device',
  'voucher',
  'evidence',
  'attempt',
  'spending',
  'notice',
  'payscoreOrder',
] as const;
const sealFinalState = ({ seal }: Simulation, { records, wechat }: World): void => {
  for (const kind of sealed) for (const value of records.all(kind)) seal(canonical({ kind, value }));
  for (const event of records.events.values()) seal(canonical(event));
  for (const order of wechat.emulator.ledger().orders) seal(canonical(order));
};

const resultOf = (simulation: Simulation, { records, processes, reference }: World): RunResult => ({
  violations: simulation.violations,
  traceHash: simulation.traceHash(),
  steps: simulation.stepper.steps(),
  counts: simulation.counts,
  lastLines: simulation.lastLines(),
  struck: simulation.coverage.struck(),
  coverage: simulation.coverage.buckets(),
  ends: records
    .all('deduction')
    .map(({ status, amount }) => `${status} ${amount}`)
    .toSorted(),
  foretold: reference.foretold(),
  callLog: simulation.calls,
  calls: processes.flatMap((process) =>
    [...process.calls()].map(([port, calls]) => ({ process: process.name, port, calls })),
  ),
});
