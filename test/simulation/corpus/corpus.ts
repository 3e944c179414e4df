import { readFileSync } from 'node:fs';

/** A seed of `drawPlan` that reached a bucket of the coverage table which no seed before it had reached. */
export interface CorpusEntry {
  readonly seed: number;
  /** The buckets that were new: state edge, fault kind, who made the edge. */
  readonly because: readonly string[];
}
export const corpusMax = 500;
export const corpusFile = new URL('./corpus.json', import.meta.url);

/** Grown by `pnpm sim:corpus`. The reasons were true when it was grown; what a seed draws may have changed since. */
export const corpus: readonly CorpusEntry[] = JSON.parse(readFileSync(corpusFile, 'utf8')) as readonly CorpusEntry[];
