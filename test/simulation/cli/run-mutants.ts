import { allMutants } from '../planted/all-mutants.ts';
import { huntAll } from './hunt-all.ts';
import { mutantLine, mutantTable, scoreOf } from './mutant-table.ts';
import type { Terms } from './run-seeds.ts';

/** Every planted bug through the seeds until one notices it; 1 where one lives. */
export const runMutants = async (seedsMax: number, { json, commit }: Terms): Promise<number> => {
  const began = performance.now();
  const prey = await huntAll(allMutants.length, seedsMax, (one) => console.error(mutantLine(one)));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const score = scoreOf(prey);
  if (json) console.log(JSON.stringify({ commit, seconds, seedsMax, planted: prey.length, ...score, mutants: prey }));
  else {
    console.log(mutantTable(prey));
    console.log(`seeds to kill: median ${score.median}, worst ${score.worst} (at most ${seedsMax}); ${seconds} s`);
  }
  console[json ? 'error' : 'log'](`${score.killed} killed, ${prey.length - score.killed} not`);
  return prey.length > 0 && score.killed === prey.length ? 0 : 1;
};
