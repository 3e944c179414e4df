import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { openDeduct } from './deduct.ts';
import { openIntake } from './intake.ts';
import { interleave, sideNames } from './measure.ts';
import { type BenchSummary, summarize } from './summary.ts';

export type BenchName = 'intake' | 'deduct';
export const isBenchName = (name: string | undefined): name is BenchName => name === 'intake' || name === 'deduct';

/** Goals of this stage, per CPU second against the peer, and against the bound. */
const benches = {
  intake: { open: openIntake, unit: 'notices taken in', goal: 4, goalOfBound: 0.7, count: 5_000 },
  deduct: { open: openDeduct, unit: 'deductions settled', goal: 2.5, goalOfBound: 0.85, count: 1_500 },
} as const;

export const runBench = async (
  bench: BenchName,
  options: { readonly rounds: number; readonly count?: number | undefined; readonly profileTo?: string | undefined },
  onRound: (round: number) => void = () => undefined,
): Promise<BenchSummary> => {
  const { open, count, ...goals } = benches[bench];
  const folder = makeTemporaryFolder();
  try {
    const sides = await open({ ...options, folder: folder.path, count: options.count ?? count });
    try {
      const rounds = await interleave(sides, options.rounds, onRound);
      return summarize({ bench, ...goals }, rounds);
    } finally {
      await Promise.all(sideNames.map((name) => sides[name].close()));
      await sides.close();
    }
  } finally {
    folder.remove();
  }
};
