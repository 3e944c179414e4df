import {
  createFaceWorld,
  createMemoryDisk,
  createMemoryVoucherJournal,
  createSyntheticProvider,
  createTerminal,
  defaultTerminalSettings,
  type Embedding,
  type FaceProvider,
  type Terminal,
} from '@facepay/device-emulator';
import { verifyEd25519Sync } from '@facepay/device-protocol';
import type { Network } from '../engine/network.ts';
import type { WorldPlan } from '../plan/plan.ts';
import { createProcess, type Process } from '../engine/process.ts';
import { randomBytes } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import { createAcknowledgedOracle } from '../oracles/acknowledged.ts';
import { judgeSaleTime } from '../oracles/sale-time.ts';
import type { DenyOracle } from '../oracles/deny-oracle.ts';
import type { VoucherWitness } from '../oracles/voucher-witness.ts';
import type { Mutant } from '../planted/mutant.ts';
import { journalOfLife } from './device-journal.ts';
import type { DiskImage } from './disk-image.ts';
import { deviceKeyOf, serverOrigin, wechatOrigin } from './keys.ts';

/** One box on a counter. */
export interface Box {
  /** Of the process: two boxes may hold one device's key. */
  readonly name: string;
  readonly deviceId: string;
  readonly image?: DiskImage;
}
export interface DeviceProcess {
  readonly deviceId: string;
  readonly process: Process;
  readonly terminal: () => Terminal | undefined;
  readonly backlog: () => number;
  /** The power goes in the moment after the next voucher is kept, before anything is shown (INV-65). */
  readonly loosenPlug: () => void;
  readonly takeImage: () => DiskImage;
  /** Power off, the old disk in, power on. */
  readonly putImage: (image: DiskImage) => void;
  /** The canteen closes: no round begins any more. */
  readonly switchOff: () => void;
}
export interface DeviceParts {
  readonly simulation: Simulation;
  readonly network: Network;
  readonly school: { readonly organizationId: string; readonly subMchid: string };
  readonly witness: VoucherWitness;
  readonly denied: DenyOracle;
  readonly mutant: Mutant | undefined;
}

/** A picture is worked out once, however many terminals, storages and tries look at it. */
const remembering = (provider: FaceProvider): FaceProvider => {
  const kept = new Map<string, Embedding | undefined>();
  const enrolled = new Map<number, Float32Array>();
  return {
    ...provider,
    embed: (frame) => {
      const name = JSON.stringify(frame);
      if (kept.size > 5000) kept.clear();
      if (!kept.has(name)) kept.set(name, provider.embed(frame));
      return kept.get(name);
    },
    embedEnrolled: (faceSeed) => {
      if (enrolled.size > 5000) enrolled.clear();
      const vector = enrolled.get(faceSeed) ?? provider.embedEnrolled(faceSeed);
      enrolled.set(faceSeed, vector);
      return vector;
    },
  };
};
const provider = remembering(createSyntheticProvider(createFaceWorld()));

/** The terminal's own program; its disk survives every crash, everything else is forgotten. */
export const createDeviceProcess = (
  { simulation, network, school, witness, denied, mutant }: DeviceParts,
  { name, deviceId, image }: Box,
): DeviceProcess => {
  let disk = image ?? createMemoryDisk();
  let [images, isPlugLoose] = [0, false];
  const judgeTime = judgeSaleTime(simulation, name);
  const watch = denied.watchBox(name, () => disk);
  const acks = createAcknowledgedOracle(simulation, name, deviceId);
  const { startAt, crystalPpm = 0 } = simulation.plan.world;
  const steadyNow = (): number => Math.floor(startAt + simulation.stepper.now() * (1 + crystalPpm / 1_000_000));
  const isAwake = (): boolean => simulation.stepper.now() >= simulation.conditions.pausedUntil(name);
  const losesPower = (): boolean => {
    const loses = isPlugLoose;
    isPlugLoose = false;
    return loses;
  };
  let [terminal, off]: [Terminal | undefined, boolean] = [undefined, false];
  const process = createProcess(simulation, name, (life) => {
    watch.booted();
    const kept = createMemoryVoucherJournal(disk);
    const journal = mutant?.journal?.(kept, disk) ?? kept;
    const line = acks.transport(watch.transport(network.transport(life, 'http')));
    const watched = journalOfLife(simulation, life, journal, {
      disk: `${name}/${images}`,
      losesPower,
      minted: (signed, on) => {
        witness.minted(signed, on);
        watch.minted(signed);
        judgeTime(signed);
      },
      removed: (sequence, hash) => {
        acks.removed(sequence, hash);
        witness.removed(deviceId, sequence, hash);
      },
    });
    const parts = {
      http: mutant?.terminalLine?.(line, watched) ?? line,
      now: simulation.clockOf(name),
      monotonicNow: mutant?.steadyClock?.(simulation.clockOf(name), simulation.wallNow) ?? steadyNow,
      randomBytes: randomBytes(simulation.stream(name, life.epoch)),
      sleep: life.sleep,
      deviceKey: deviceKeyOf(deviceId),
      journal: watched,
      provider,
      verify: verifyEd25519Sync,
    };
    terminal = createTerminal(parts, {
      ...defaultTerminalSettings,
      organizationId: school.organizationId,
      subMchid: school.subMchid,
      deviceId,
      serverOrigin,
      wechatOrigin,
      ...paceOf(simulation.plan.world),
      ...mutant?.terminal,
    });
    terminal
      .run(() => off || !life.alive())
      .catch((cause: unknown) => {
        if (life.alive()) simulation.violate('INV-65', `the terminal died of ${String(cause)}`);
      });
  });
  return {
    deviceId,
    process,
    terminal: () => (process.isUp() && isAwake() ? terminal : undefined),
    backlog: () => disk.vouchers.size,
    loosenPlug: () => {
      isPlugLoose = true;
    },
    takeImage: () => copyOf(disk),
    putImage: (old) => {
      process.crash();
      disk = copyOf(old);
      images += 1;
    },
    switchOff: () => {
      off = true;
    },
  };
};

/** A lunch of half an hour is watched closely; a canteen that is open for days looks as often as it must (INV-42). */
const paceOf = ({ openHours }: WorldPlan) =>
  openHours === undefined
    ? { featuresEveryMs: 5 * 60_000, heartbeatEveryMs: 10 * 60_000, denyListEveryMs: 45_000, roundEveryMs: 15_000 }
    : { featuresEveryMs: 30 * 60_000, heartbeatEveryMs: 30 * 60_000, denyListEveryMs: 60_000, roundEveryMs: 20_000 };

const copyOf = (disk: DiskImage): DiskImage => ({ ...disk, vouchers: new Map(disk.vouchers) });
