import { byModel } from '../oracles/reference-oracle.ts';
import { drawPlan } from '../plan/draw-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { runPlan, type RunOptions } from '../run-plan.ts';
import type { Mutant } from './mutant.ts';

export interface Killed {
  readonly seed: number;
  /** Runs it took; seeds that cannot show the bug are passed over. */
  readonly tries: number;
  readonly invariant: string;
  readonly words: string;
}
/** No bug may live through more seeds (`simulation.md` §5), nor through more runs of seeds that can show it. */
const seedMax = 2000;
const triesMax = 40;

/** Runs the planted bug through the seeds until one notices it. */
export const findKiller = async (
  mutant: Mutant,
  options: Omit<RunOptions, 'storage' | 'mutant'> = {},
  isMeant: (plan: Plan) => boolean = () => true,
): Promise<Killed | undefined> => {
  // The reference model is tested alone; here the other oracles must do without it.
  const muted = [byModel, ...(mutant.muted ?? []), ...(options.muted ?? [])];
  for (let [seed, tries] = [1, 0]; seed <= seedMax && tries < triesMax; seed += 1) {
    const plan = drawPlan(seed);
    if (!canShow(mutant, plan) || !isMeant(plan)) continue;
    tries += 1;
    const { violations } = await runPlan(plan, { ...options, storage: 'memory', mutant, muted });
    const [first] = violations;
    if (first !== undefined) return { seed, tries, invariant: first.invariant, words: first.words };
  }
  return undefined;
};

const canShow = ({ needs, suits }: Mutant, plan: Plan): boolean =>
  (needs === undefined || plan.ops.some(needs)) && (suits === undefined || suits(plan));
