import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withStandInSignatures } from '../simulation/engine/crypto-stand-in.ts';
import { anySequence } from './model/sequence.ts';
import { plantedBugs } from './play/planted-bugs.ts';
import { playSequence } from './play/play-sequence.ts';
import { createTally } from './play/tally.ts';

describe('bugs planted in what is held against the table', () => {
  it.each(Object.entries(plantedBugs))(
    'INV-103 %s is noticed',
    async (_, bug) => {
      const same = fc.asyncProperty(anySequence('direct'), (sequence) => playSequence(sequence, createTally(), bug));
      const found = await withStandInSignatures(() =>
        fc.check(same, { numRuns: 1000, seed: 20_261_122, endOnFailure: true }),
      );
      expect(String(found.errorInstance)).toMatch(/^Difference: (?:domain|adapter|emulator): /u);
    },
    600_000,
  );
});
