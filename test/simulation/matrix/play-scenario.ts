import type { Fault } from '../plan/plan.ts';
import { failureOf } from '../report.ts';
import { runPlan, type RunResult } from '../run-plan.ts';
import type { WorldVariant } from '../world/build-world.ts';
import type { Scenario } from './scenario.ts';

/** One run of a scenario with these faults: every one was met, nothing was violated, and it ended as it must. */
export interface Played {
  readonly result: RunResult;
  readonly faultsMet: number;
  /** Why the run does not pass. */
  readonly problem: string | undefined;
}

export const playScenario = async (
  scenario: Scenario,
  faults: readonly Fault[],
  variant: WorldVariant = {},
): Promise<Played> => {
  const plan = { ...scenario.plan, faults };
  const options = { ...variant, storage: 'memory' } as const;
  const result = await runPlan(plan, options);
  const faultsMet = [...result.counts].reduce(
    (sum, [what, count]) => (what.startsWith('fault ') ? sum + count : sum),
    0,
  );
  const broken = failureOf(plan, options, result) ?? wrongEnd(scenario, faults, result);
  const missed = faultsMet === faults.length ? undefined : `${faultsMet} of ${faults.length} faults were met`;
  const words = broken ?? missed;
  return {
    result,
    faultsMet,
    problem: words === undefined ? undefined : `${scenario.name}, ${placesOf(faults)}: ${words}`,
  };
};

/** A power cut before a voucher is kept, or a disk that is full: that sale was none, and the counter has said so. */
const sellsNothing = / journal#\d+ (crash-before|refused)$/u;

const wrongEnd = ({ ends, or }: Scenario, faults: readonly Fault[], result: RunResult): string | undefined => {
  const found = result.ends.join(', ');
  const places = faults.map(placeOf);
  const others = or.filter(({ where }) => places.some((place) => where.test(place))).map((one) => one.ends);
  const unsold = places.some((place) => sellsNothing.test(place)) ? ends.map((_, at) => ends.toSpliced(at, 1)) : [];
  const allowed = [ends, ...others, ...unsold];
  return allowed.some((one) => one.join(', ') === found)
    ? undefined
    : `ends as [${found}], not as [${allowed.map((one) => one.join(', ')).join('] or [')}]`;
};

const placeOf = ({ process, port, call, kind }: Fault): string => `${process} ${port}#${call} ${kind}`;
/** Where its faults are, in words. */
export const placesOf = (faults: readonly Fault[]): string =>
  faults.length === 0 ? 'no fault' : faults.map(placeOf).join(' + ');
