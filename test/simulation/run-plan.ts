import type { NumberedEvent } from '@facepay/domain';
import { createNetwork, type Network } from './engine/network.ts';
import { createSimulation, type Simulation, type Violation } from './engine/simulation.ts';
import { withTrap } from './engine/trap.ts';
import { restless } from './oracles/at-rest.ts';
import { audit, canonical } from './oracles/audit.ts';
import { createGatewayOracle } from './oracles/gateway-oracle.ts';
import { createStorageOracle } from './oracles/storage-oracle.ts';
import { createWireOracle } from './oracles/wire-oracle.ts';
import type { Plan } from './plan/plan.ts';
import { carelessGateway, strictGateway } from './planted/careless-gateway.ts';
import type { Mutant } from './planted/mutant.ts';
import { createAlarm } from './world/alarm.ts';
import { openCanteen } from './world/canteen.ts';
import { createDeviceProcess } from './world/device.ts';
import { type Disk, openDisk, type StorageKind } from './world/disk.ts';
import { keysOfSeed, serverOrigin, wechatOrigin } from './world/keys.ts';
import { createOffice, type School } from './world/office.ts';
import { createServerProcess, createWorkerProcess } from './world/processes.ts';
import { createCommittedRecords } from './world/records.ts';
import { createWechat, type Wechat } from './world/wechat.ts';

export interface RunOptions {
  readonly storage: StorageKind;
  readonly mutant?: Mutant;
  /** `careless` charges a meal again when it comes under a second number. */
  readonly gateway?: 'strict' | 'careless';
  /** Checks that are switched off, to see what the others find. */
  readonly muted?: readonly string[];
}
export interface RunResult {
  readonly violations: readonly Violation[];
  /** Of every step and of the final state; equal for equal plans on every storage (INV-102). */
  readonly traceHash: string;
  readonly steps: number;
  readonly virtualMs: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly lastLines: readonly string[];
  /** How often each port was called, for plans that hit every call. */
  readonly calls: readonly { readonly process: string; readonly port: string; readonly calls: number }[];
}

const drainMs = 30 * 3_600_000;
const stepsMax = 400_000;

/** Plays a plan to its end and judges it: step checks on the way, liveness, then the audit. */
export const runPlan = async (plan: Plan, options: RunOptions): Promise<RunResult> => {
  const disk = await openDisk(options.storage, plan.seed);
  try {
    return await playOn(disk, plan, options);
  } finally {
    await disk.close();
  }
};

const playOn = async (disk: Disk, plan: Plan, options: RunOptions): Promise<RunResult> => {
  const simulation = createSimulation(plan, options.muted);
  const { stepper, violate, violations } = simulation;
  const keys = await keysOfSeed(plan.seed);
  let network: Network | undefined;
  const wechat = createWechat(simulation, keys, () => required(network));
  const gateway = (options.gateway === 'careless' ? carelessGateway : strictGateway)(simulation, keys, wechat);
  const school = await foundSchool(simulation, wechat, keys.mchid);

  const records = createCommittedRecords();
  const alarm = createAlarm(stepper, () => {
    const dueAt = records.nextDueAt();
    return dueAt === undefined ? undefined : dueAt - plan.world.startAt;
  });
  const gatewayOracle = createGatewayOracle(simulation, wechat.emulator, gateway.originalOf);
  const storageOracle = createStorageOracle(simulation, records, gatewayOracle.orderOf, () => alarm.rearm());
  const wire = createWireOracle(simulation, records, school);
  const told: NumberedEvent[] = [];
  const endpoints = {
    [serverOrigin]: { name: 'server', handle: () => server.handle() && wire.atServer(required(server.handle())) },
    [wechatOrigin]: { name: 'wechat', handle: () => gateway.handle(gatewayOracle.check) },
  };
  network = createNetwork(simulation, endpoints, wire.watch);
  const materials = {
    ...{ simulation, network, disk, keys, alarm, mutant: options.mutant, watch: storageOracle },
    told: (events: readonly NumberedEvent[]) => void told.push(...events),
  };
  const server = createServerProcess(materials);
  const workers = Array.from({ length: plan.world.workers }, (_, index) =>
    createWorkerProcess(materials, `worker-${index + 1}`),
  );
  const device = createDeviceProcess(simulation, network, school, wire);
  const office = createOffice(simulation, network, school, wechat);
  const canteen = openCanteen({
    ...{ simulation, office, wechat, device, records },
    served: (outcome) => {
      simulation.count(`counter ${outcome.type}`);
      if (outcome.type === 'paid-locally' && !wire.mintedHashes.has(outcome.sequence))
        violate('INV-65', `${outcome.sequence} is shown as paid, and not kept`);
    },
  });
  const processes = [server.process, ...workers, device.process];
  for (const process of processes) process.start();

  let moving: string | undefined = 'the lunch is not over';
  const isOver = (): boolean => {
    if (violations.length > 0 || stepper.steps() > stepsMax) return true;
    if (stepper.steps() % 32 !== 0 || !canteen.isOver() || device.backlog() > 0) return false;
    device.switchOff();
    moving =
      wechat.emulator.dueAt() === undefined ? restless(records, simulation.wallNow()) : 'a notice is not delivered';
    return moving === undefined && stepper.now() > plan.healAt;
  };
  await withTrap(() => stepper.run(plan.healAt + drainMs, isOver));
  if (violations.length === 0 && moving !== undefined)
    violate('INV-98', `after ${stepper.steps()} steps: ${moving}; backlog ${device.backlog()}`);
  if (violations.length === 0)
    await audit({
      ...{ simulation, disk, records, school, told, ledger: wechat.emulator.ledger(), originalOf: gateway.originalOf },
      ...{ minted: wire.mintedHashes, backlog: device.backlog() },
    });
  sealFinalState(simulation, records, wechat);
  return {
    violations,
    traceHash: simulation.traceHash(),
    steps: stepper.steps(),
    virtualMs: stepper.now(),
    counts: simulation.counts,
    lastLines: simulation.lastLines(),
    calls: processes.flatMap((process) =>
      [...process.calls()].map(([port, calls]) => ({ process: process.name, port, calls })),
    ),
  };
};

const foundSchool = async ({ plan }: Simulation, wechat: Wechat, mchid: string): Promise<School> => {
  const name = '实验小学';
  const { testMerchant } = plan.world;
  const { body } = await wechat.control('POST', 'organizations', { organizationName: name, testMerchant });
  await wechat.control('POST', 'notify-url', { url: `${serverOrigin}/notify/wechat/${mchid}` });
  return {
    organizationId: String(body['organizationId']) as School['organizationId'],
    subMchid: String(body['subMchid']) as School['subMchid'],
    name,
  };
};

const sealFinalState = (
  { seal }: Simulation,
  records: ReturnType<typeof createCommittedRecords>,
  { emulator }: Wechat,
): void => {
  for (const kind of ['deduction', 'member', 'device', 'voucher', 'attempt', 'spending', 'notice'] as const)
    for (const value of records.all(kind)) seal(canonical({ kind, value }));
  for (const event of records.events.values()) seal(canonical(event));
  for (const order of emulator.ledger().orders) seal(canonical(order));
};

const required = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Error('used before it was made');
  return value;
};
