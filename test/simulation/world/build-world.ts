import type { NumberedEvent } from '@facepay/domain';
import type { Handle } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import { createNetwork, type Endpoint, type Network } from '../engine/network.ts';
import type { Process } from '../engine/process.ts';
import type { Simulation } from '../engine/simulation.ts';
import { createAuthinfoOracle } from '../oracles/authinfo-oracle.ts';
import { type ClosedMembers, createClosedMembers } from '../oracles/closed-members.ts';
import { createDenyOracle } from '../oracles/deny-oracle.ts';
import { createGatewayOracle, type OriginalOf } from '../oracles/gateway-oracle.ts';
import { createLeakOracle } from '../oracles/leak-oracle.ts';
import { judgeNotices } from '../oracles/notice-oracle.ts';
import { createPayscoreOracle, type PayscoreOracle } from '../oracles/payscore-oracle.ts';
import { createReferenceOracle, type ReferenceOracle } from '../oracles/reference-oracle.ts';
import { createSituations } from '../oracles/situations.ts';
import { createStorageOracle } from '../oracles/storage-oracle.ts';
import { createVoucherWitness, type VoucherWitness } from '../oracles/voucher-witness.ts';
import { createWechatProof } from '../oracles/wechat-proof.ts';
import { createWireOracle } from '../oracles/wire-oracle.ts';
import { createRaid } from '../hostile/raid.ts';
import { carelessGateway, strictGateway } from './careless-gateway.ts';
import type { Mutant } from '../planted/mutant.ts';
import { createAlarm } from './alarm.ts';
import { type Canteen, openCanteen } from './canteen.ts';
import { type Counters, openCounters } from './counters.ts';
import type { Disk } from './disk.ts';
import { keysOfSeed, nextApiV3Key, officeToken, serverOrigin, wechatOrigin } from './keys.ts';
import { createOffice, type School } from './office.ts';
import { balanced } from './balancer.ts';
import { createKeyRing, withFormerCertificate, withNextCertificate } from './key-changes.ts';
import { openPayscoreCustomers, type PayscoreCustomers } from './payscore-customers.ts';
import { createServerProcess, createWorkerProcess, type ServerProcess } from './processes.ts';
import { type CommittedRecords, createCommittedRecords } from './records.ts';
import { createWechat, type Wechat } from './wechat.ts';

/** One school with everything that serves its lunch, started and watched. */
export interface World {
  readonly school: School;
  readonly wechat: Wechat;
  readonly records: CommittedRecords;
  /** Deductions that a person let go. */
  readonly released: ReadonlySet<string>;
  readonly closed: ClosedMembers;
  readonly witness: VoucherWitness;
  readonly counters: Counters;
  readonly canteen: Canteen;
  readonly payscore: PayscoreCustomers & Pick<PayscoreOracle, 'synced'>;
  /** Everything the notifier was told, repeats included. */
  readonly told: readonly NumberedEvent[];
  readonly originalOf: OriginalOf;
  readonly reference: ReferenceOracle;
  /** Servers and workers. */
  readonly fleet: () => readonly Process[];
  /** What a server says to the office when all is quiet. */
  readonly ask: (target: string) => Promise<unknown>;
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
  const keys = withFormerCertificate(await keysOfSeed(plan.seed));
  const everyKey = withNextCertificate(keys);
  let network: Network | undefined;
  const wechat = createWechat(simulation, keys, () => required(network));
  const { handle, originalOf } = gatewayOf(variant.gateway ?? plan.world.gateway)(simulation, keys, wechat);
  const school = await foundSchool(simulation, wechat, keys.mchid);
  const records = createCommittedRecords();
  const alarm = createAlarm(
    stepper,
    () => {
      const dueAt = records.nextDueAt();
      return dueAt === undefined ? undefined : dueAt - plan.world.startAt;
    },
    simulation.conditions.offsetMs,
  );
  const gatewayOracle = createGatewayOracle(simulation, wechat.emulator, originalOf);
  const released = new Set<string>();
  const closed = createClosedMembers();
  const denied = createDenyOracle(simulation);
  const authinfo = createAuthinfoOracle(simulation);
  const payscoreOracle = createPayscoreOracle(simulation);
  const proof = createWechatProof(simulation, () => everyKey);
  const reference = createReferenceOracle(
    simulation,
    () => everyKey,
    () => [nextApiV3Key, keys.apiV3Key],
  );
  const watch = createStorageOracle(simulation, records, {
    orderOf: gatewayOracle.orderOf,
    changed: () => alarm.rearm(),
    released,
    closed,
    denied,
    proof,
    payscore: payscoreOracle,
  });
  const notices = judgeNotices(
    simulation,
    () => everyKey,
    (serial) => keyRing.knows(serial),
  );
  const leaks = createLeakOracle(simulation, [keys.apiV3Key, keys.apiV2Key, keys.sealKey]);
  const witness = createVoucherWitness(simulation, records, school.organizationId);
  const wire = createWireOracle(simulation, records, witness);
  const situations = createSituations({
    simulation,
    records,
    orderOf: gatewayOracle.orderOf,
    keys,
    fleet: () => fleet(),
  });
  const atWechat = payscoreOracle.atWechat(authinfo.atWechat(handle(gatewayOracle.check)));
  const endpointOf = (server: ServerProcess): Endpoint => {
    const { name } = server.process;
    const judged = (up: Handle): Handle =>
      situations.atServer(
        reference.atServer(authinfo.atServer(notices(leaks.atServer(wire.atServer(up, name)))), name),
        name,
      );
    return { name, handle: () => pipe(server.handle(), (up) => (up === undefined ? undefined : judged(up))) };
  };
  const gateway = { name: 'wechat', handle: () => atWechat };
  const toServer = (from: string, address: string): Endpoint =>
    balanced(simulation, servers.map(endpointOf))(from, address);
  const endpoints = { [serverOrigin]: toServer, [wechatOrigin]: () => gateway };
  network = createNetwork(simulation, endpoints, reference.watchLeaving(leaks.watch(wire.watch)));
  const told: NumberedEvent[] = [];
  const tell = (events: readonly NumberedEvent[]): void => {
    told.push(...events);
    reference.told(events);
  };
  const fleet = (): readonly Process[] => [...servers.map(({ process }) => process), ...workers];
  const keyRing = createKeyRing({ simulation, keys, wechat, fleet });
  const materials = {
    simulation,
    network: situations.watchNetwork(reference.watchNetwork(network)),
    disk,
    keys,
    keyRing,
    alarm,
    mutant: variant.mutant,
    watch: situations.watchStorage(reference.watchStorage(watch)),
    told: tell,
    proof,
    watchLog: leaks.log,
  };
  const servers = Array.from({ length: plan.world.servers ?? 1 }, (_, index) =>
    createServerProcess(materials, index === 0 ? 'server' : `server-${index + 1}`),
  );
  const workers = Array.from({ length: plan.world.workers }, (_, index) =>
    createWorkerProcess(materials, `worker-${index + 1}`),
  );
  const counters = openCounters({ simulation, network, school, witness, denied, mutant: variant.mutant });
  const office = createOffice(simulation, network, school, wechat);
  const raid = createRaid({ simulation, network, office, wechat, school, records, witness, keys });
  const served = (deviceId: string, sequence: number): void => {
    if (![...witness.all.values()].some((minted) => minted.deviceId === deviceId && minted.sequence === sequence))
      violate('INV-65', `${deviceId}/${sequence} is shown as paid, and not kept`);
  };
  const canteen = openCanteen({ simulation, office, wechat, counters, records, raid, served, keyRing, fleet });
  const payscore = { ...openPayscoreCustomers(simulation, network, wechat), synced: payscoreOracle.synced };
  const processes = [...fleet(), ...counters.all().map(({ process }) => process)];
  for (const process of processes) process.start();
  return {
    school,
    wechat,
    records,
    released,
    closed,
    witness,
    counters,
    canteen,
    payscore,
    told,
    originalOf,
    reference,
    fleet,
    ask: askOf(servers),
    processes,
  };
};

const gatewayOf = (gateway: string | undefined) => (gateway === 'careless' ? carelessGateway : strictGateway);

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

const askOf =
  (servers: readonly ServerProcess[]) =>
  async (target: string): Promise<unknown> => {
    const headers = { authorization: [`Bearer ${officeToken}`], accept: ['application/json'] };
    const up = servers.map((server) => server.handle()).find((handle) => handle !== undefined);
    const answer = await required(up)({ method: 'GET', target, headers, body: new Uint8Array() });
    return JSON.parse(Buffer.from(answer.body).toString('utf8'));
  };

const required = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Error('used before it was made');
  return value;
};
