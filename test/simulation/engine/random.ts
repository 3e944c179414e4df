import { createPrng, type Prng } from '@facepay/device-emulator';

/** A keyed stream of the seed: nobody shares one, so that leaving out one actor reshuffles no other (`simulation.md` §3.5). */
export const stream = (seed: number, ...names: readonly (string | number)[]): Prng =>
  createPrng(['sim', seed, ...names].join('/'));

export const randomBytes =
  (prng: Prng) =>
  (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => Math.floor(prng.next() * 256));

/** In [0, 1), of an address: cheap, because every call of every port asks for two of them. */
export const fractionAt = (seed: number, address: string, salt: number): number => {
  let hash = (0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)) >>> 0;
  for (let at = 0; at < address.length; at += 1) hash = Math.imul(hash ^ address.charCodeAt(at), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

export const whole = (prng: Prng, from: number, to: number): number => from + Math.floor(prng.next() * (to - from + 1));
export const chance = (prng: Prng, share: number): boolean => prng.next() < share;
/** Every order of magnitude is as likely as the next. */
export const logUniform = (prng: Prng, from: number, to: number): number => from * (to / from) ** prng.next();
