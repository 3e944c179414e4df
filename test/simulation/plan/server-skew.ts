import type { Plan } from './plan.ts';

/** How far off any server's clock is at any time of a run, milliseconds: what it tells others may be wrong by as much. */
export const serverSkewMaxMs = ({ ops, world, healAt }: Plan): number => {
  const standing = (world.clocks ?? []).map(({ process, clock }) => ({ process, ...clock, forMs: healAt }));
  const stepped = ops.flatMap((op) => (op.type === 'clock' ? [op] : []));
  const skews = [...standing, ...stepped]
    .filter(({ process }) => process.startsWith('server'))
    .map(({ offsetMs, driftPpm = 0, forMs }) => Math.abs(offsetMs) + (Math.abs(driftPpm) * forMs) / 1_000_000);
  return Math.max(0, ...skews);
};
