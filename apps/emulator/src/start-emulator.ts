import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  createEmulatorKeys,
  createMemoryEmulatorStore,
  createPlatformKey,
  createSqliteEmulatorStore,
  createWechatEmulator,
  readKeysFile,
  writeKeysFile,
} from '@facepay/wechat-emulator';
import type {
  EmulatorKeys,
  EmulatorSettings,
  EmulatorStore,
  MovableClock,
  RandomBytes,
  WechatEmulator,
} from '@facepay/wechat-emulator';
import { createRsaSigner } from '@facepay/wechat-protocol';
import { createAlarm } from './alarm.ts';
import { deliverOverHttp } from './deliver-over-http.ts';
import { listen } from './listen.ts';
import { openClock } from './open-clock.ts';

export interface StartEmulatorOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** By default 127.0.0.1. The control plane answers loopback callers only, whatever the host. */
  readonly host?: string;
  /** Keeps keys and money truth; without it everything is forgotten at the end. */
  readonly dataDir?: string;
  readonly keys?: EmulatorKeys;
  readonly settings?: Partial<EmulatorSettings>;
  /** The time the movable clock runs on; by default the system's. Epoch milliseconds. */
  readonly baseNow?: () => number;
  readonly random?: RandomBytes;
}

export interface RunningEmulator {
  /** Base URL of both the WeChat endpoints and the control plane. */
  readonly url: string;
  readonly emulator: WechatEmulator;
  readonly keys: EmulatorKeys;
  readonly clock: MovableClock;
  /** Ends listening, open sockets and timers, then closes the store. */
  readonly stop: () => Promise<void>;
}

const openStore = (dataDir: string | undefined): EmulatorStore => {
  if (dataDir === undefined) return createMemoryEmulatorStore();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return createSqliteEmulatorStore(join(dataDir, 'emulator.db'));
};

const openKeys = async (options: StartEmulatorOptions, random: RandomBytes, now: number): Promise<EmulatorKeys> => {
  const file = options.dataDir === undefined ? undefined : join(options.dataDir, 'emulator-keys.json');
  const known = options.keys ?? (file === undefined ? undefined : readKeysFile(file));
  if (known !== undefined) return known;
  const made = await createEmulatorKeys(random, now);
  if (file !== undefined) writeKeysFile(file, made);
  return made;
};

/** Runs one emulated WeChat Pay on a port, on real time that can be moved; started again on its data it goes on. */
export const startEmulator = async (options: StartEmulatorOptions): Promise<RunningEmulator> => {
  const random: RandomBytes = options.random ?? ((size) => new Uint8Array(randomBytes(size)));
  const store = openStore(options.dataDir);
  try {
    const clock = openClock(options.baseNow ?? Date.now, store);
    const keys = await openKeys(options, random, clock.now());
    const keysFile = options.dataDir === undefined ? undefined : join(options.dataDir, 'emulator-keys.json');
    const alarm = createAlarm(clock, () => emulator);
    const emulator = createWechatEmulator({
      clock,
      random,
      store,
      keys,
      ...(options.settings !== undefined && { settings: options.settings }),
      signer: createRsaSigner,
      deliver: deliverOverHttp,
      sleep: alarm.sleep,
      wake: alarm.wake,
      newPlatformKey: () => createPlatformKey(random, clock.now()),
      keepKeys: (kept) => {
        if (keysFile !== undefined) writeKeysFile(keysFile, kept);
      },
    });
    const listening = await listen(emulator.handle, { port: options.port, host: options.host ?? '127.0.0.1' });
    alarm.wake();
    return {
      url: listening.url,
      emulator,
      keys,
      clock,
      stop: async () => {
        await listening.close();
        await alarm.stop();
        store.close();
      },
    };
  } catch (cause) {
    store.close();
    throw cause;
  }
};
