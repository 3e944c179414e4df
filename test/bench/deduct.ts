import type { BenchOptions, Sides } from './run-bench.ts';

export const openDeduct = async (_: BenchOptions): Promise<Sides> => {
  throw new Error('soon');
};
