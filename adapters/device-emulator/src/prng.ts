import { hashBytes } from '@facepay/device-protocol';

/** A reproducible stream of numbers; equal seeds give equal streams on every machine. */
export interface Prng {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Standard normal. */
  readonly gaussian: () => number;
}

/** The stream named by `seed` (sfc32, its state taken from the name's SHA-256). */
export const createPrng = (seed: string): Prng => {
  const state = Buffer.from(hashBytes(Buffer.from(seed, 'utf8')));
  let a = state.readUInt32LE(0);
  let b = state.readUInt32LE(4);
  let c = state.readUInt32LE(8);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  let spare: number | undefined;
  const gaussian = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { next, gaussian };
};
