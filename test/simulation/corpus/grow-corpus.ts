import type { RunResult } from '../run-plan.ts';
import { type CorpusEntry, corpusMax } from './corpus.ts';

/** Reasons told of one seed; the first are as good as all. */
const reasonsMax = 3;

/** Plays the seeds in their order and keeps those that reach something new, at most `corpusMax`. */
export const growCorpus = async (
  seeds: Iterable<number>,
  play: (seed: number) => Promise<Pick<RunResult, 'coverage'>>,
): Promise<readonly CorpusEntry[]> => {
  const known = new Set<string>();
  const entries: CorpusEntry[] = [];
  for (const seed of seeds) {
    if (entries.length === corpusMax) break;
    const { coverage } = await play(seed);
    const fresh = [...coverage.keys()].filter((bucket) => !known.has(bucket));
    for (const bucket of fresh) known.add(bucket);
    if (fresh.length > 0) entries.push({ seed, because: fresh.toSorted().slice(0, reasonsMax) });
  }
  return entries;
};
