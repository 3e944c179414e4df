import type { Clock, Logger, Scene } from '@facepay/domain';
import type { Sign, Transport, V2SignType } from '@facepay/wechat-protocol';
import type { WechatCallTrace } from './call-trace.ts';
import type { PayscoreService } from './payscore-settings.ts';

/** Who we are at WeChat Pay and where it is. Secrets come in as text and leave only as key objects. */
export interface WechatHttpConfig {
  /** `https://host`; plain http only to a loopback address (INV-48, INV-57). */
  readonly baseUrl: string;
  /** The remote access point, called only while the first one cannot be reached (`v3-rules.md` §8). */
  readonly backupUrl?: string;
  /** Merchant number of the service provider; the signer and every `sp_mchid`. */
  readonly mchid: string;
  readonly appid: string;
  /** Serial of the merchant's own API certificate, upper-case hex. */
  readonly merchantSerialNo: string;
  /** 32 bytes each; two while the key is being changed (INV-56). */
  readonly apiV3Keys: readonly string[];
  /** 微信支付公钥 and its `PUB_KEY_ID_…`; once set, answers signed with it are asked for. */
  readonly publicKey?: { readonly id: string; readonly pem: string };
  /** 平台证书 known beforehand, PEM each. */
  readonly platformCertificates?: readonly string[];
  /** 2: K12 (`k12-wire.md` §2.1). */
  readonly businessProductId?: number;
  readonly sceneIds?: Readonly<Record<Scene, number>>;
  /** Online face terminals: another host and the old signature; without it there is no `face`. */
  readonly face?: WechatFaceConfig;
  /** Only who serves Pay Score. */
  readonly payscore?: PayscoreService;
  /** Limit of a whole exchange, 10 s by default. INV-12 counts from it. */
  readonly timeoutMs?: number;
  /** Longest answer body that is read, 1 MiB by default (BAD-32). */
  readonly answerBytesMax?: number;
  readonly failover?: Partial<Failover>;
  readonly refreshing?: Partial<Refreshing>;
}

interface WechatFaceConfig {
  /** `https://payapp.weixin.qq.com`; plain http only to a loopback address. */
  readonly baseUrl: string;
  /** 32 characters. */
  readonly apiV2Key: string;
  /** Both ways; `MD5` is a setting that warns (INV-58). */
  readonly signType: V2SignType;
}

/** `v3-rules.md` §8: assumed numbers, so settings. */
export interface Failover {
  /** Transport failures in a row that make us change hosts. */
  readonly failuresMax: number;
  /** How long the other host is kept. */
  readonly awayMs: number;
}
export const defaultFailover: Failover = { failuresMax: 3, awayMs: 60_000 };

/** When platform certificates are downloaded again (`v3-rules.md` §4, INV-55). */
export interface Refreshing {
  readonly everyMs: number;
  /** Between two downloads, whatever asks for them. */
  readonly gapMs: number;
}
export const defaultRefreshing: Refreshing = { everyMs: 12 * 3_600_000, gapMs: 60_000 };

export const defaultSceneIds: Readonly<Record<Scene, number>> = { canteen: 3, shop: 4, clinic: 5, test: 6 };
export const defaultBusinessProductId = 2;
export const defaultTimeoutMs = 10_000;
export const defaultAnswerBytesMax = 1024 * 1024;

export interface WechatHttpDeps {
  /** `createGotTransport()` on a network, `transportFromHandle(handle)` within a process. */
  readonly transport: Transport;
  /** `createUndiciTransport()` for the hot calls, deduct and query; `transport` serves them, too, where there is none. */
  readonly deductionTransport?: Transport;
  /** SHA256-RSA under the merchant's private key. */
  readonly sign: Sign;
  readonly clock: Clock;
  /** 128 random bits, at most 32 letters and digits. */
  readonly nonce: () => string;
  /** 20 fresh random bytes (`fieldSeedBytes`) for each encrypted field. */
  readonly fieldSeed: () => Uint8Array;
  readonly logger?: Logger;
  readonly onTrace?: (trace: WechatCallTrace) => void;
}
