import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drawPlan } from '../plan/draw-plan.ts';
import { runPlan } from '../run-plan.ts';
import { corpusFile } from './corpus.ts';
import { growCorpus } from './grow-corpus.ts';

// pnpm sim:corpus --count 300    plays seeds 1 to 300 and writes corpus.json anew
const { values } = parseArgs({ options: { count: { type: 'string', default: '300' } } });
const seeds = Array.from({ length: Number(values.count) }, (_, index) => index + 1);
const entries = await growCorpus(seeds, (seed) => {
  if (seed % 10 === 0) console.error(`seed ${seed}`);
  return runPlan(drawPlan(seed), { storage: 'memory' });
});
const lines = entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n');
writeFileSync(corpusFile, `[\n${lines}\n]\n`);
console.log(`${entries.length} of ${seeds.length} seeds reached something new`);
