import { type Ed25519KeyPair, keyPairFromSeed } from '@facepay/device-protocol';
import type { OrganizationId } from '@facepay/domain';
import { createEmulatorKeys, type EmulatorKeys } from '@facepay/wechat-emulator';
import { createRsaSignerSync, type Sign } from '@facepay/wechat-protocol';
import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { randomBytes, stream } from '../engine/random.ts';
import { issueSmallCertificate } from './small-certificate.ts';

/** Before every start date of a plan; certificates run for five years. */
const issuedAt = Date.parse('2026-08-20T00:00:00+08:00');

interface MadeKeys {
  readonly real: EmulatorKeys;
  readonly small: EmulatorKeys;
}
let made: Promise<MadeKeys> | undefined;
/**
 * Made once a process; every twentieth seed has keys of the real size. They differ from run to run, so no trace may hold a
 * byte signed with them.
 */
export const keysOfSeed = async (seed: number): Promise<EmulatorKeys> => {
  made ??= makeKeys();
  const { real, small } = await made;
  return hasRealSignatures({ seed }) ? real : small;
};
/** In every twentieth seed; in the others they are keyed hashes. */
export const hasRealSignatures = ({ seed }: { readonly seed: number }): boolean => seed % 20 === 0;

const makeKeys = async (): Promise<MadeKeys> => {
  const real = await createEmulatorKeys(randomBytes(stream(0, 'keys')), issuedAt);
  const shrink = (serialNo: string) => issueSmallCertificate(serialNo, issuedAt, issuedAt + 5 * 365 * 86_400_000);
  const { publicKeyPem, privateKeyPem } = shrink('50');
  return {
    real,
    small: {
      ...real,
      merchant: shrink(real.merchant.serialNo),
      platform: real.platform.map((key) => ({ ...key, ...shrink(key.serialNo) })),
      publicKey: { ...real.publicKey, publicKeyPem, privateKeyPem },
    },
  };
};

const opened = new Map<string, KeyObject>();
export const privateKeyOf = (pem: string): KeyObject => {
  const key = opened.get(pem) ?? createPrivateKey(pem);
  opened.set(pem, key);
  return key;
};

const signatures = new Map<string, string>();
/** PKCS#1 v1.5 signs equal text equally: what the other storage's run of a seed signed need not be computed again. */
export const signerOf = (key: KeyObject): Sign => {
  const sign = createRsaSignerSync(key);
  const name = nameOf(key);
  return async (text) => {
    const at = `${name}\n${Buffer.from(text).toString('latin1')}`;
    const known = signatures.get(at);
    if (known !== undefined) return known;
    const signature = await sign(text);
    if (signatures.size > 4000) signatures.clear();
    signatures.set(at, signature);
    return signature;
  };
};

const names = new WeakMap<KeyObject, string>();
let named = 0;
const nameOf = (key: KeyObject): string => {
  const pem = names.get(key) ?? `${(named += 1)}`;
  names.set(key, pem);
  return pem;
};

/** A key of its own for every terminal. */
export const deviceKeyOf = (deviceId: string): Ed25519KeyPair => {
  const known = deviceKeys.get(deviceId) ?? keyPairFromSeed(createHash('sha256').update(`key of ${deviceId}`).digest());
  deviceKeys.set(deviceId, known);
  return known;
};
const deviceKeys = new Map<string, Ed25519KeyPair>();

export const ackKey = keyPairFromSeed(new Uint8Array(32).fill(7));
export const ackKeyId = 'ack-1';
/** The merchant has set it already, and WeChat does not seal with it yet (F-27). */
export const nextApiV3Key = 'the-apiv3-key-of-the-next-season';
export const serverOrigin = 'https://server.test';
export const wechatOrigin = 'https://wechat.test';
/** Of a school that has nothing here. */
export const elsewhereToken = 'the-office-of-another-school';
export const elsewhere = 'Oother0school' as OrganizationId;
export const officeToken = 'the-office-of-a-simulated-school';
