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
  /** How far the wall clock may be off either way while the server's was not seen since the start (F-11: a flat battery). */
  readonly clockUnmeasuredMs: number;
  /** How fast a measured offset may go wrong, parts per million. */
  readonly clockDriftPpm: number;
  /** Features are fetched this often (`k12-wire.md` §10.1). */
  readonly featuresEveryMs: number;
  /** A feature library older than this means a network fault. */
  readonly featuresStaleAfterMs: number;
  readonly authinfoEveryMs: number;
  readonly heartbeatEveryMs: number;
  /** Changes of the deny list are asked for this often: they act within 90 s (INV-42). */
  readonly denyListEveryMs: number;
  /** Without an answer of the server, or with a voucher waiting, for longer than this the terminal counts as offline. */
  readonly offlineAfterMs: number;
  /** A sale above a cap needs an answer of the server not older than this: an offline spell is noticed no later. */
  readonly contactFreshMs: number;
  /** Offline, sales of one pupil not yet acknowledged stay at or below this (INV-66). */
  readonly exposurePupilFenMax: number;
  /** Offline, all sales not yet acknowledged stay at or below this. */
  readonly exposureDeviceFenMax: number;
  /** Pause between two rounds of the terminal's own work. */
  readonly roundEveryMs: number;
}

export const defaultTerminalSettings = {
  description: '午餐',
  keyEpoch: 1,
  sdkVersion: '2.32.300',
  match: defaultMatchSettings,
  clockUnmeasuredMs: 3_155_760_000_000, // a hundred years: a flat battery starts in 1970
  clockDriftPpm: 500,
  featuresEveryMs: 90_000,
  featuresStaleAfterMs: 600_000,
  authinfoEveryMs: 50 * 60_000,
  heartbeatEveryMs: 60_000,
  denyListEveryMs: 30_000,
  offlineAfterMs: 120_000,
  contactFreshMs: 15_000,
  exposurePupilFenMax: 20_000,
  exposureDeviceFenMax: 5_000_000,
  roundEveryMs: 5000,
} as const satisfies Partial<TerminalSettings>;

/** Everything the terminal touches outside itself. */
export interface TerminalDeps {
  readonly http: Transport;
  /** The wall clock, epoch milliseconds. It may be wrong, and is read once, at the start. */
  readonly now: () => number;
  /** Milliseconds since some moment, never set; without it `now` is taken to be that steady. */
  readonly monotonicNow?: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly sleep: (ms: number) => Promise<void>;
  readonly deviceKey: Ed25519KeyPair;
  readonly journal: VoucherJournal;
  readonly provider: FaceProvider;
  readonly verify: VerifySignature;
}
