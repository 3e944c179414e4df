import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { RandomBytes } from '../ids.ts';
import type { EmulatorKeys, PlatformKey } from './emulator-keys.ts';
import { issueCertificate } from './issue-certificate.ts';

const dayMs = 86_400_000;
const yearMs = 365 * dayMs;

/** A month early, in whole seconds: an emulated clock may be set back a little after its first start. */
const validFrom = (now: number): number => Math.floor(now / 1000) * 1000 - 30 * dayMs;

/** A platform certificate as WeChat issues them: five years, its name that of the real one. */
export const createPlatformKey = async (random: RandomBytes, now: number): Promise<PlatformKey> => {
  const effectiveAt = validFrom(now);
  const expiresAt = effectiveAt + 5 * yearMs;
  const issued = await issueCertificate({
    commonName: 'Tenpay.com sign',
    random,
    notBefore: effectiveAt,
    notAfter: expiresAt,
  });
  return { ...issued, effectiveAt, expiresAt };
};

const digits = (random: RandomBytes, length: number): string => [...random(length)].map((byte) => byte % 10).join('');

const key32 = (random: RandomBytes): string => Buffer.from(random(24)).toString('base64url');

/** A new emulated WeChat Pay: one service provider, one school, one test merchant. Key generation is not repeatable from a seed. */
export const createEmulatorKeys = async (random: RandomBytes, now: number): Promise<EmulatorKeys> => {
  const mchid = `19${digits(random, 8)}`;
  const merchant = await issueCertificate({
    commonName: mchid,
    random,
    notBefore: validFrom(now),
    notAfter: validFrom(now) + 5 * yearMs,
  });
  const publicKeyPair = await createPlatformKey(random, now);
  return {
    mchid,
    appid: `wx${Buffer.from(random(8)).toString('hex')}`,
    subMchid: `16${digits(random, 8)}`,
    testSubMchid: `15${digits(random, 8)}`,
    merchant,
    platform: [await createPlatformKey(random, now)],
    publicKey: {
      id: `PUB_KEY_ID_01${mchid}${new Date(now).toISOString().slice(0, 10).replaceAll('-', '')}${digits(random, 12)}`,
      publicKeyPem: publicPem(publicKeyPair.privateKeyPem),
      privateKeyPem: publicKeyPair.privateKeyPem,
    },
    apiV3Key: key32(random),
    apiV2Key: key32(random),
    sealKey: Buffer.from(random(32)).toString('base64'),
  };
};

const publicPem = (privateKeyPem: string): string =>
  createPublicKey(createPrivateKey(privateKeyPem)).export({ type: 'spki', format: 'pem' }).toString();
