import { allMutants } from '../planted/all-mutants.ts';
import { hunt } from './hunt.ts';

/** What the parent asks for: the planted bug at this place in the list. */
export interface HuntOrder {
  readonly index: number;
  readonly seedsMax: number;
}

// One core, one process: the traps and the counters of a run belong to a process, so two runs never share one.
process.on('message', (order: HuntOrder) => {
  const mutant = allMutants[order.index];
  if (mutant === undefined) throw new Error(`no planted bug ${order.index}`);
  hunt(mutant, order.seedsMax).then(
    (prey) => process.send?.(prey),
    (cause: unknown) => {
      console.error(mutant.name, cause);
      process.exit(3);
    },
  );
});
// Who asked is gone: nobody waits for the answer.
process.on('disconnect', () => process.exit());
