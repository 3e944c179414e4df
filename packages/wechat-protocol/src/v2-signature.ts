import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { utf8 } from './bytes.ts';

/** MD5 only where an explicit setting allows it (INV-58): that choice is the caller's. */
export type V2SignType = 'MD5' | 'HMAC-SHA256';

/** The old-style signature (`v3-rules.md` §11) over all non-empty members except `sign`: upper-case hex. */
export const signV2 = (members: Readonly<Record<string, string>>, apiV2Key: string, signType: V2SignType): string => {
  const text = `${v2Text(members)}&key=${apiV2Key}`;
  const hash = signType === 'MD5' ? createHash('md5') : createHmac('sha256', apiV2Key);
  return hash.update(text, 'utf8').digest('hex').toUpperCase();
};

/** True if the member `sign` is the signature of the others; compared in constant time. */
export const verifyV2 = (
  members: Readonly<Record<string, string>>,
  apiV2Key: string,
  signType: V2SignType,
): boolean => {
  const expected = utf8(signV2(members, apiV2Key, signType));
  const given = utf8(Object.hasOwn(members, 'sign') ? (members['sign'] ?? '') : '');
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const v2Text = (members: Readonly<Record<string, string>>): string =>
  Object.entries(members)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .toSorted(([left], [right]) => Buffer.compare(utf8(left), utf8(right)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
