import type { Ed25519KeyPair, VerifySignature } from '@facepay/device-protocol';
import type { Transport } from '@facepay/wechat-protocol';
import { defaultMatchSettings } from './decide-match.ts';
import type { MatchSettings } from './decide-match.ts';
import type { FaceProvider } from './face-provider.ts';
import type { VoucherJournal } from './voucher-journal.ts';

/** Who this terminal is and how it behaves. */
export interface TerminalSettings {
  readonly deviceId: string;
  /** Which of the device's keys this is, from 1. */
  readonly keyEpoch: number;
  readonly organizationId: string;
  readonly subMchid: string;
  /** Our server, scheme and host. */
  readonly serverOrigin: string;
  /** The WeChat emulator, scheme and host. */
  readonly wechatOrigin: string;
  /** What the bill shows, such as `午餐`. */
  readonly description: string;
  readonly sdkVersion: string;
  readonly match: MatchSettings;
  /** How far the clock may be off either way. */
  readonly clockUncertaintyMs: number;
  /** Features are fetched this often (`k12-wire.md` §10.1). */
  readonly featuresEveryMs: number;
  /** A feature library older than this means a network fault. */
  readonly featuresStaleAfterMs: number;
  readonly authinfoEveryMs: number;
  readonly heartbeatEveryMs: number;
  /** Pause between two rounds of the terminal's own work. */
  readonly roundEveryMs: number;
}

export const defaultTerminalSettings = {
  description: '午餐',
  keyEpoch: 1,
  sdkVersion: '2.32.300',
  match: defaultMatchSettings,
  clockUncertaintyMs: 1000,
  featuresEveryMs: 90_000,
  featuresStaleAfterMs: 600_000,
  authinfoEveryMs: 50 * 60_000,
  heartbeatEveryMs: 60_000,
  roundEveryMs: 5000,
} as const satisfies Partial<TerminalSettings>;

/** Everything the terminal touches outside itself. */
export interface TerminalDeps {
  readonly http: Transport;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly sleep: (ms: number) => Promise<void>;
  readonly deviceKey: Ed25519KeyPair;
  readonly journal: VoucherJournal;
  readonly provider: FaceProvider;
  readonly verify: VerifySignature;
}
