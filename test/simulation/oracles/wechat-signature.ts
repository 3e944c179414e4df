import type { EmulatorKeys } from '@facepay/wechat-emulator';
import type { HeaderLists } from '@facepay/wechat-protocol';
import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** What a message says of who signed it, and whether that is true; written down once more (`v3-rules.md` §3), not imported. */
export interface Signed {
  readonly serial: string;
  readonly atMs: number;
}

export const signedByWechat = (
  keys: EmulatorKeys,
  { headers, body }: { readonly headers: HeaderLists; readonly body: Uint8Array },
  now: number,
): Signed | undefined => {
  const header = (name: string): string => headers[`wechatpay-${name}`]?.join('\n') ?? '';
  const [serial, timestamp] = [header('serial'), header('timestamp')];
  const key = keyOf(keys, serial, now);
  if (key === undefined) return undefined;
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${header('nonce')}\n`), body, Buffer.from('\n')]);
  const isTrue = verify('RSA-SHA256', text, key, Buffer.from(header('signature'), 'base64'));
  return isTrue ? { serial, atMs: 1000 * Number(timestamp) } : undefined;
};

const keyOf = ({ platform, publicKey }: EmulatorKeys, serial: string, now: number): KeyObject | undefined => {
  if (serial === publicKey.id) return opened(publicKey.publicKeyPem);
  const certificate = platform.find(({ serialNo, expiresAt }) => serialNo === serial && now < expiresAt);
  return certificate === undefined ? undefined : opened(certificate.certificatePem);
};

const known = new Map<string, KeyObject>();
const opened = (pem: string): KeyObject => {
  const key = known.get(pem) ?? createPublicKey(pem);
  known.set(pem, key);
  return key;
};
