import * as t from 'io-ts';

const certified = t.strict({ serialNo: t.string, certificatePem: t.string, privateKeyPem: t.string });

const platformKey = t.strict({
  serialNo: t.string,
  certificatePem: t.string,
  privateKeyPem: t.string,
  effectiveAt: t.number,
  expiresAt: t.number,
});

/** A platform certificate of WeChat Pay with its key; times are epoch milliseconds. */
export type PlatformKey = t.TypeOf<typeof platformKey>;

export const emulatorKeys = t.strict({
  /** The service provider. */
  mchid: t.string,
  appid: t.string,
  /** The school that is paid. */
  subMchid: t.string,
  /** A test merchant number: 1 yuan a day. */
  testSubMchid: t.string,
  merchant: certified,
  /** In order of effect; the one that signs is chosen by the emulator's state. */
  platform: t.array(platformKey),
  publicKey: t.strict({ id: t.string, publicKeyPem: t.string, privateKeyPem: t.string }),
  /** 32 ASCII characters each. */
  apiV3Key: t.string,
  apiV2Key: t.string,
  /** Seals pay credentials and authinfo; 32 bytes, base64. */
  sealKey: t.string,
});

/** Everything secret or identifying in one emulated WeChat Pay, made once and kept. */
export type EmulatorKeys = t.TypeOf<typeof emulatorKeys>;
