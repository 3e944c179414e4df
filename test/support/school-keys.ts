import { createEmulatorKeys, createPlatformKey, type EmulatorKeys } from '@facepay/wechat-emulator';
import { randomBytes } from 'node:crypto';

const random = (size: number): Uint8Array => new Uint8Array(randomBytes(size));

/** Keys of an emulated WeChat Pay; making them takes longer than most tests, so a file makes them once. */
export const makeSchoolKeys = (): Promise<EmulatorKeys> => createEmulatorKeys(random, Date.now());

const fiveYearsMs = 5 * 365 * 86_400_000;

/** The same with one more platform certificate, genuine but expired since yesterday. */
export const withExpiredCertificate = async (keys: EmulatorKeys): Promise<EmulatorKeys> => {
  const dayMs = 86_400_000;
  const expired = await createPlatformKey(random, Date.now() - fiveYearsMs + 29 * dayMs);
  return { ...keys, platform: [expired, ...keys.platform] };
};
