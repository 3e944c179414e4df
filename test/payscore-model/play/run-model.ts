import { type PayscoreEdge, payscoreEdges } from '@facepay/domain';
import fc from 'fast-check';
import { withStandInSignatures } from '../../simulation/engine/crypto-stand-in.ts';
import type { Profile } from '../model/profile.ts';
import { anySequence } from '../model/sequence.ts';
import { cellOf, pairs, tableOf } from '../table/table.ts';
import { type Refusal, refusals } from '../table/words.ts';
import { playSequence } from './play-sequence.ts';
import { createTally } from './tally.ts';

/** One mode of two: half of the 10,000 sequences. */
export interface Model {
  /** Throws the smallest sequence on which the three do not agree. */
  readonly run: () => Promise<void>;
  /** Calls that were never made where they can be, or never refused where they are illegal. */
  readonly missed: () => readonly string[];
  readonly unwalked: () => readonly PayscoreEdge[];
  /** Refusals that the domain never gave. */
  readonly unheard: () => readonly Refusal[];
}

const sequences = 5000;
/** What only WeChat can know. */
const wechatsOwn: ReadonlySet<Refusal> = new Set(['user', 'charging']);
/** Of the wall; it takes a minute of computing. */
export const modelTimeoutMs = 30 * 60_000;

export const createModel = (party: Profile['party']): Model => {
  const tally = createTally();
  const table = tableOf('accepts');
  return {
    run: async () => {
      const same = fc.asyncProperty(anySequence(party), (sequence) => playSequence(sequence, tally));
      await withStandInSignatures(() => fc.assert(same, { numRuns: sequences, seed: 20_261_122 }));
    },
    missed: () => {
      const made = new Set([...tally.all().keys()].map((what) => what.split(': ')[0]));
      return pairs(table)
        .filter(([call, state]) => {
          const isIllegal = cellOf(table, call, state)?.wire.every(({ type }) => type === 'no') === true;
          const wasRefused = tally.count(`wire refuses: ${call} @ ${state}`) > 0;
          return !made.has(`${call} @ ${state}`) || (isIllegal && call !== 'query' && !wasRefused);
        })
        .map(([call, state]) => `${call} @ ${state}`);
    },
    unwalked: () => payscoreEdges.filter(({ from, to, by }) => tally.count(`edge ${from} → ${to} by ${by}`) === 0),
    unheard: () =>
      refusals.filter((refusal) => !wechatsOwn.has(refusal) && tally.count(`domain refuses: ${refusal}`) === 0),
  };
};
