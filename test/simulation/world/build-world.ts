import type { NumberedEvent } from '@facepay/domain';
import { createNetwork, type Network } from '../engine/network.ts';
import type { Process } from '../engine/process.ts';
import type { Simulation } from '../engine/simulation.ts';
import { createGatewayOracle, type OriginalOf } from '../oracles/gateway-oracle.ts';
import { createStorageOracle } from '../oracles/storage-oracle.ts';
import { createWireOracle, type WireOracle } from '../oracles/wire-oracle.ts';
import { carelessGateway, strictGateway } from '../planted/careless-gateway.ts';
import type { Mutant } from '../planted/mutant.ts';
import { createAlarm } from './alarm.ts';
import { type Canteen, openCanteen } from './canteen.ts';
import { createDeviceProcess, type DeviceProcess } from './device.ts';
import type { Disk } from './disk.ts';
import { keysOfSeed, serverOrigin, wechatOrigin } from './keys.ts';
import { createOffice, type School } from './office.ts';
import { createServerProcess, createWorkerProcess } from './processes.ts';
import { type CommittedRecords, createCommittedRecords } from './records.ts';
import { createWechat, type Wechat } from './wechat.ts';

/** One school with everything that serves its lunch, started and watched. */
export interface World {
  readonly school: School;
  readonly wechat: Wechat;
  readonly records: CommittedRecords;
  readonly wire: WireOracle;
  readonly device: DeviceProcess;
  readonly canteen: Canteen;
  /** Everything the notifier was told, repeats included. */
  readonly told: readonly NumberedEvent[];
  readonly originalOf: OriginalOf;
  /** Those that crash. */
  readonly processes: readonly Process[];
}
export interface WorldVariant {
  readonly mutant?: Mutant;
  /** `careless` charges a meal again when it comes under a second number. */
  readonly gateway?: 'strict' | 'careless';
}

export const buildWorld = async (simulation: Simulation, disk: Disk, variant: WorldVariant): Promise<World> => {
  const { stepper, violate, plan } = simulation;
  const keys = await keysOfSeed(plan.seed);
  let network: Network | undefined;
  const wechat = createWechat(simulation, keys, () => required(network));
  const { handle, originalOf } = gatewayOf(variant)(simulation, keys, wechat);
  const school = await foundSchool(simulation, wechat, keys.mchid);
  const records = createCommittedRecords();
  const alarm = createAlarm(stepper, () => {
    const dueAt = records.nextDueAt();
    return dueAt === undefined ? undefined : dueAt - plan.world.startAt;
  });
  const gatewayOracle = createGatewayOracle(simulation, wechat.emulator, originalOf);
  const watch = createStorageOracle(simulation, records, gatewayOracle.orderOf, () => alarm.rearm());
  const wire = createWireOracle(simulation, records, school);
  const atWechat = handle(gatewayOracle.check);
  const atServer = () => {
    const up = server.handle();
    return up === undefined ? undefined : wire.atServer(up);
  };
  const endpoints = {
    [serverOrigin]: { name: 'server', handle: atServer },
    [wechatOrigin]: { name: 'wechat', handle: () => atWechat },
  };
  network = createNetwork(simulation, endpoints, wire.watch);
  const told: NumberedEvent[] = [];
  const tell = (events: readonly NumberedEvent[]): void => void told.push(...events);
  const materials = { simulation, network, disk, keys, alarm, mutant: variant.mutant, watch, told: tell };
  const server = createServerProcess(materials);
  const workers = Array.from({ length: plan.world.workers }, (_, index) =>
    createWorkerProcess(materials, `worker-${index + 1}`),
  );
  const device = createDeviceProcess(simulation, network, school, wire);
  const office = createOffice(simulation, network, school, wechat);
  const served = (sequence: number): void => {
    if (!wire.mintedHashes.has(sequence)) violate('INV-65', `${sequence} is shown as paid, and not kept`);
  };
  const canteen = openCanteen({ simulation, office, wechat, device, records, served });
  const processes = [server.process, ...workers, device.process];
  for (const process of processes) process.start();
  return { school, wechat, records, wire, device, canteen, told, originalOf, processes };
};

const gatewayOf = ({ gateway }: WorldVariant) => (gateway === 'careless' ? carelessGateway : strictGateway);

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

const required = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Error('used before it was made');
  return value;
};
