import type { KeyObject } from 'node:crypto';
import type { Sign, Transport } from '@facepay/wechat-protocol';
import type { RandomBytes } from './ids.ts';
import type { EmulatorKeys, PlatformKey } from './keys/emulator-keys.ts';
import type { MovableClock } from './movable-clock.ts';
import type { EmulatorSettings } from './settings.ts';
import type { EmulatorStore } from './world/emulator-store.ts';

/** Everything that is not decided by the requests themselves is handed in: same deps, same requests, same answers. */
export interface WechatEmulatorDeps {
  readonly clock: MovableClock;
  readonly random: RandomBytes;
  readonly store: EmulatorStore;
  readonly keys: EmulatorKeys;
  readonly settings?: Partial<EmulatorSettings>;
  /** `createRsaSigner` in a server, `createRsaSignerSync` in a simulation. */
  readonly signer: (privateKey: KeyObject) => Sign;
  /** Posts notices; answers after at most the call's `timeoutMs`. */
  readonly deliver: Transport;
  /** Waits on the emulator's time; only delay faults use it. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Told whenever `dueAt` may have become earlier. */
  readonly wake?: () => void;
  /** Makes the certificate of a rotation; without it only the keys handed in can be chosen. */
  readonly newPlatformKey?: () => Promise<PlatformKey>;
  /** Keeps keys that a rotation added. */
  readonly keepKeys?: (keys: EmulatorKeys) => void;
}
