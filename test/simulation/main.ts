import * as E from 'fp-ts/lib/Either.js';
import { commitOfTree } from './cli/commit-of-tree.ts';
import { runMutants } from './cli/run-mutants.ts';
import { runPlanFile } from './cli/run-plan-file.ts';
import { runSeeds } from './cli/run-seeds.ts';
import { readSimOptions, usage } from './cli/sim-options.ts';

// pnpm sim --seed 7              one seed, with its minimal plan where it fails
// pnpm sim --seconds 60          the mix of school-days and lunches until the time is over
// pnpm sim --plan FILE           one plan as it is
// pnpm sim --mutants             every planted bug, until it is found
const options = readSimOptions(process.argv.slice(2));
if (E.isLeft(options)) {
  console.error(`${options.left}\n${usage}`);
  process.exitCode = 2;
} else {
  const { task, storage, json } = options.right;
  const terms = { storage, json, commit: commitOfTree() };
  switch (task.type) {
    case 'seeds':
      process.exitCode = await runSeeds(task, terms);
      break;
    case 'plan':
      process.exitCode = await runPlanFile(task.file, terms);
      break;
    case 'mutants':
      process.exitCode = await runMutants(task.seeds, terms);
      break;
  }
}
