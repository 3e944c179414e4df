import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeBase64, decodeBody, utf8 } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** What an online authinfo is bound to (`facepay-device.md` §4); times are epoch milliseconds. */
const permit = t.strict({
  /** Of the raw data it was asked with: it serves no other device. */
  device: t.string,
  storeId: t.string,
  appid: t.string,
  mchid: t.string,
  expiresAt: t.number,
});
export type FacePermit = t.TypeOf<typeof permit>;

/** Opaque to everybody but the emulator. */
export const issueFacePermit = (sealKey: Uint8Array, content: FacePermit): string => {
  const payload = Buffer.from(JSON.stringify(content), 'utf8').toString('base64');
  return `${payload}.${macOf(sealKey, payload).toString('base64')}`;
};

/** Undefined for what the emulator never issued. */
export const readFacePermit = (sealKey: Uint8Array, authinfo: string): FacePermit | undefined => {
  const [payload = '', mac = ''] = authinfo.slice(0, 4096).split('.', 2);
  const [expected, given] = [macOf(sealKey, payload), decodeBase64(mac, 32)];
  if (given?.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const content = decodeBody(permit)(utf8(Buffer.from(payload, 'base64').toString('utf8')));
  return E.isRight(content) ? content.right : undefined;
};

const macOf = (sealKey: Uint8Array, payload: string): Buffer =>
  createHmac('sha256', sealKey).update(`face authinfo\n${payload}`).digest();

/** The emulated SDK's raw data: base64 of JSON. Undefined for what no emulated device made. */
export const readRawData = (rawdata: string): RawData | undefined => {
  const content = decodeBody(rawData)(utf8(Buffer.from(rawdata, 'base64').toString('utf8')));
  return E.isRight(content) ? content.right : undefined;
};
const rawData = t.type({ deviceId: t.string, at: t.number });
type RawData = t.TypeOf<typeof rawData>;
