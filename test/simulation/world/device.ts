import {
  createFaceWorld,
  createMemoryDisk,
  createMemoryVoucherJournal,
  createSyntheticProvider,
  createTerminal,
  defaultTerminalSettings,
  type Terminal,
  type VoucherJournal,
} from '@facepay/device-emulator';
import { type SignedVoucher, verifyEd25519Sync } from '@facepay/device-protocol';
import { createProcess, type Life, type Process } from '../engine/process.ts';
import type { Network } from '../engine/network.ts';
import { randomBytes } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import { deviceId, deviceKey, serverOrigin, wechatOrigin } from './keys.ts';

export interface DeviceWatch {
  readonly minted: (voucher: SignedVoucher) => void;
  readonly removed: (sequence: number, hash: Uint8Array) => void;
}
export interface DeviceProcess {
  readonly process: Process;
  readonly terminal: () => Terminal | undefined;
  readonly backlog: () => number;
  readonly kept: (sequence: number) => SignedVoucher | undefined;
  /** The canteen closes: no round begins any more. */
  readonly switchOff: () => void;
}

const provider = createSyntheticProvider(createFaceWorld());

/** The terminal's own program; its journal survives every crash, everything else is forgotten. */
export const createDeviceProcess = (
  simulation: Simulation,
  network: Network,
  at: { readonly organizationId: string; readonly subMchid: string },
  watch: DeviceWatch,
): DeviceProcess => {
  const disk = createMemoryDisk();
  let [terminal, off]: [Terminal | undefined, boolean] = [undefined, false];
  const process = createProcess(simulation, 'device', (life) => {
    terminal = createTerminal(
      {
        http: network.transport(life, 'http'),
        now: simulation.wallNow,
        randomBytes: randomBytes(simulation.stream('device', life.epoch)),
        sleep: life.sleep,
        deviceKey,
        journal: journalOfLife(simulation, life, createMemoryVoucherJournal(disk), watch),
        provider,
        verify: verifyEd25519Sync,
      },
      {
        ...defaultTerminalSettings,
        ...at,
        deviceId,
        serverOrigin,
        wechatOrigin,
        featuresEveryMs: 5 * 60_000,
        heartbeatEveryMs: 10 * 60_000,
        roundEveryMs: 15_000,
      },
    );
    terminal
      .run(() => off || !life.alive())
      .catch((cause: unknown) => {
        if (life.alive()) simulation.violate('INV-65', `the terminal died of ${String(cause)}`);
      });
  });
  return {
    process,
    terminal: () => (process.isUp() ? terminal : undefined),
    backlog: () => disk.vouchers.size,
    kept: (sequence) => disk.vouchers.get(sequence),
    switchOff: () => {
      off = true;
    },
  };
};

/** Power may go just before or just after a voucher is kept (F-29). */
const journalOfLife = (
  { note }: Simulation,
  life: Life,
  journal: VoucherJournal,
  watch: DeviceWatch,
): VoucherJournal => {
  const step = <A>(what: string, act: () => A): A => {
    if (!life.alive()) throw new Error('no power');
    const { address, fault } = life.begin('journal');
    if (fault?.kind === 'refused' && what === 'append') throw new Error('the disk is full');
    if (fault?.kind === 'crash-before') {
      life.process.crash();
      throw new Error('no power');
    }
    const done = act();
    note(`${address} ${what}`);
    if (fault?.kind === 'crash-after') {
      life.process.crash();
      throw new Error('no power');
    }
    return done;
  };
  return {
    ...journal,
    append: (seal) =>
      step('append', () => {
        const signed = journal.append(seal);
        watch.minted(signed);
        return signed;
      }),
    remove: (sequence, hash) =>
      step('remove', () => {
        const removed = journal.remove(sequence, hash);
        if (removed) watch.removed(sequence, hash);
        return removed;
      }),
  };
};
