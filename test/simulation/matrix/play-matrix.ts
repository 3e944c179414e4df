import type { PortCalled } from '../engine/simulation.ts';
import type { Fault } from '../plan/plan.ts';
import { faultsOfCall } from './faults-of-call.ts';
import { placesOf, playScenario } from './play-scenario.ts';
import type { Scenario } from './scenario.ts';

/** What was played, of how much. */
export interface Tally {
  readonly runs: number;
  /** Port calls of the run without a fault. */
  readonly calls: number;
  /** Faults that were met; every run meets all of its own, or it is a problem. */
  readonly faults: number;
  readonly problems: readonly string[];
}
/** Which runs are played, by their faults and the scenario's name: the same ones whenever it is asked. */
export type Chosen = (run: string) => boolean;

/** One fault at every port call of a scenario from `fromMs` on, every kind that has a meaning there (INV-17). */
export const playSingles = async (scenario: Scenario, fromMs: number, chosen: Chosen): Promise<Tally> => {
  const table = openTally(scenario, chosen);
  const calls = (await table.play([])).filter(({ atMs }) => atMs >= fromMs);
  for (const call of calls) for (const fault of faultsOfCall(call)) await table.playChosen([fault]);
  return table.tally(calls.length);
};

/**
 * Two faults, from `fromMs` on: at every call, and at every call that comes after the first fault, so also at those that
 * only it has caused. The two orders of two calls are one pair.
 */
export const playPairs = async (
  scenario: Scenario,
  fromMs: number,
  { first: chosenFirst, second }: { readonly first: Chosen; readonly second: Chosen },
): Promise<Tally> => {
  const table = openTally(scenario, second);
  const calm = await table.play([]);
  for (const [at, call] of calm.entries()) {
    if (call.atMs < fromMs) continue;
    for (const first of faultsOfCall(call)) {
      if (!chosenFirst(nameOf(scenario, [first]))) continue;
      const after = await table.play([first]);
      for (const later of after.slice(at + 1))
        for (const fault of faultsOfCall(later)) await table.playChosen([first, fault]);
    }
  }
  return table.tally(calm.filter(({ atMs }) => atMs >= fromMs).length);
};

const openTally = (scenario: Scenario, chosen: Chosen) => {
  const problems: string[] = [];
  let [runs, met] = [0, 0];
  const play = async (faults: readonly Fault[]): Promise<readonly PortCalled[]> => {
    const { result, faultsMet, problem } = await playScenario(scenario, faults);
    runs += 1;
    met += faultsMet;
    if (problem !== undefined) problems.push(problem);
    return result.callLog;
  };
  return {
    play,
    playChosen: async (faults: readonly Fault[]): Promise<void> => {
      if (chosen(nameOf(scenario, faults))) await play(faults);
    },
    tally: (calls: number): Tally => ({ runs, calls, faults: met, problems }),
  };
};

const nameOf = ({ name }: Scenario, faults: readonly Fault[]): string => `${name}: ${placesOf(faults)}`;
