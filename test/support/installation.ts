import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Merchant } from './merchant.ts';

/** What one installation of ours keeps secret. */
export interface Installation {
  readonly folder: string;
  readonly adminToken: string;
  readonly fieldKeys: string;
  readonly ackKeyPem: string;
}

export const newInstallation = (folder: string): Installation => ({
  folder,
  adminToken: randomBytes(24).toString('base64url'),
  fieldKeys: `k1:${randomBytes(32).toString('base64')}`,
  ackKeyPem: generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
});

export interface Surroundings {
  readonly merchant: Merchant;
  readonly emulatorUrl: string;
  /** 0 takes any free port. */
  readonly serverPort: number;
  /** A SQLite file in the installation's folder unless told. */
  readonly databaseUrl?: string | undefined;
  /** `both` is the mixed period of `v3-rules.md` §4; with `none` the certificates are downloaded. */
  readonly knownKeys?: 'public-key' | 'certificates' | 'both' | 'none';
}

/** The environment of a server or worker process; processes in this process read the very same settings. */
export const environmentOf = (
  { folder, adminToken, fieldKeys, ackKeyPem }: Installation,
  { merchant, emulatorUrl, serverPort, databaseUrl, knownKeys = 'both' }: Surroundings,
): Readonly<Record<string, string>> => ({
  FACEPAY_DATABASE_URL: databaseUrl ?? `sqlite:${join(folder, 'facepay.db')}`,
  FACEPAY_SERVER_PORT: String(serverPort),
  FACEPAY_METRICS_PORT: '0',
  FACEPAY_ADMIN_TOKEN: adminToken,
  FACEPAY_FIELD_KEYS: fieldKeys,
  FACEPAY_ACK_KEY: ackKeyPem,
  FACEPAY_CLOCK: 'emulator',
  WECHATPAY_BASE_URL: emulatorUrl,
  WECHATPAY_MCHID: merchant.mchid,
  WECHATPAY_APPID: merchant.appid,
  WECHATPAY_MCH_SERIAL_NO: merchant.serialNo,
  WECHATPAY_PRIVATE_KEY: merchant.privateKeyPem,
  WECHATPAY_API_V3_KEY: merchant.apiV3Key,
  WECHATPAY_API_V2_KEY: merchant.apiV2Key,
  ...(knownKeys === 'certificates' || knownKeys === 'none'
    ? {}
    : { WECHATPAY_PUBLIC_KEY_ID: merchant.publicKeyId, WECHATPAY_PUBLIC_KEY: merchant.publicKeyPem }),
  ...(knownKeys === 'public-key' || knownKeys === 'none'
    ? {}
    : { WECHATPAY_PLATFORM_CERTS: merchant.platformCertificates.map(({ certificatePem }) => certificatePem).join('') }),
});
