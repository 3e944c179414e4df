import { createHash } from 'node:crypto';
import type { Chosen } from './play-matrix.ts';

/** One run of so many, by the commit: each commit plays others, the same commit always the same. */
export const shareOf =
  (commit: string, oneOf: number): Chosen =>
  (run) =>
    createHash('sha256').update(`${commit}\n${run}`).digest().readUInt32BE(0) % oneOf === 0;
export const every: Chosen = () => true;
