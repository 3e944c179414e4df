import * as crypto from 'node:crypto';

/** From the operating system, for ids, nonces and keys. */
export const randomBytes = (count: number): Uint8Array => crypto.randomBytes(count);

/** 0 to 1, for jitter only. */
export const randomFraction = (): number => Math.random();
