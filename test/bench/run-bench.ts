import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { openDeduct } from './deduct.ts';
import { openIntake } from './intake.ts';
import { interleave } from './measure.ts';
import { type BenchSummary, summarize } from './summary.ts';

export type BenchName = 'intake' | 'deduct';
export const isBenchName = (name: string | undefined): name is BenchName => name === 'intake' || name === 'deduct';

/** Goals of this stage, per CPU second against the peer. */
const benches = {
  intake: { open: openIntake, unit: 'notices taken in', goal: 4, count: 5_000 },
  deduct: { open: openDeduct, unit: 'deductions settled', goal: 2.5, count: 1_500 },
} as const;

export const runBench = async (
  bench: BenchName,
  options: { readonly rounds: number; readonly count?: number | undefined; readonly profileTo?: string | undefined },
  onRound: (round: number) => void = () => undefined,
): Promise<BenchSummary> => {
  const { open, unit, goal, count } = benches[bench];
  const folder = makeTemporaryFolder();
  try {
    const sides = await open({ ...options, folder: folder.path, count: options.count ?? count });
    try {
      const rounds = await interleave(sides.ours, sides.peer, options.rounds, onRound);
      return summarize({ bench, unit, goal }, rounds);
    } finally {
      await Promise.all([sides.ours.close(), sides.peer.close()]);
      await sides.close();
    }
  } finally {
    folder.remove();
  }
};
