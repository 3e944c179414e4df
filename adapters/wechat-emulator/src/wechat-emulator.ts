import type { KeyObject } from 'node:crypto';
import type { Handle, Sign, Transport } from '@facepay/wechat-protocol';
import type { Ledger } from './control/ledger.ts';
import { createEngine } from './engine.ts';
import { createHandle } from './handle.ts';
import type { RandomBytes } from './ids.ts';
import type { EmulatorKeys, PlatformKey } from './keys/emulator-keys.ts';
import type { MovableClock } from './movable-clock.ts';
import { ledgerOf } from './control/ledger.ts';
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

export interface WechatEmulator {
  /**
   * Answers `/v3/…` as WeChat Pay does and `/_emulator/…` as `product.md` §5 says. Rejects with `ConnectionDropped` when a
   * fault swallowed the request or its answer: the listener then cuts the socket, and a caller in this process sees an
   * outcome it cannot know. Keeping `/_emulator` to loopback callers is the listener's duty.
   */
  readonly handle: Handle;
  /** When something happens by itself next: a notice, an accepted order. Epoch milliseconds on the emulator's clock. */
  readonly dueAt: () => number | undefined;
  /** Does everything due by now; resolves when the deliveries it started have ended. */
  readonly runDue: () => Promise<void>;
  /** The money truth, as `GET /_emulator/ledger` shows it. */
  readonly ledger: () => Ledger;
  /** INV-5, 22, 23, 28, 40 broken by the emulator itself: always empty, or it has a bug. The request that did it got no answer. */
  readonly violations: () => readonly string[];
}

/** One emulated WeChat Pay. */
export const createWechatEmulator = (deps: WechatEmulatorDeps): WechatEmulator => {
  const engine = createEngine(deps);
  return {
    handle: createHandle(engine),
    dueAt: engine.dueAt,
    runDue: engine.runDue,
    ledger: () => ledgerOf(engine.world),
    violations: () => engine.violations,
  };
};
