import { describe, expect, test } from 'vitest';
import { faultsOfCall } from './matrix/faults-of-call.ts';
import { playSingles } from './matrix/play-matrix.ts';
import { playScenario } from './matrix/play-scenario.ts';
import { coreScenarios, scenarioNamed } from './matrix/scenarios.ts';
import { every } from './matrix/share.ts';
import { allMutants } from './planted/all-mutants.ts';

describe('INV-17: one fault at every port call', { timeout: 1_200_000 }, () => {
  test.each(coreScenarios)('$name', async (scenario) => {
    const { calls, runs, faults, problems } = await playSingles(scenario, scenario.faultsFromMs, every);
    console.log(`${scenario.name}: ${calls} port calls, ${faults} single faults in ${runs} runs`);
    expect(problems).toEqual([]);
    expect(calls).toBeGreaterThan(20);
    expect(faults).toBe(runs - 1); // each run but the calm one meets its own
    expect(faults).toBeGreaterThanOrEqual(4 * calls);
  });

  test('every kind of call has its kinds of fault', () => {
    expect(kinds('server', 'reads')).toHaveLength(5);
    expect(kinds('worker-1', 'storage')).toEqual(expect.arrayContaining([...kinds('server', 'reads'), 'lost-request']));
    expect(kinds('device', 'http')).toHaveLength(5);
    expect(kinds('office', 'http')).toEqual(['unreachable', 'lost-request', 'lost-answer']); // people do not crash
    expect(kinds('device', 'journal')).toEqual(['crash-before', 'crash-after', 'refused']);
  });

  test('a bug that no calm run shows is found by a single fault', async () => {
    const mutant = allMutants.find(({ name }) => name === 'no answer means not charged');
    if (mutant === undefined) throw new Error('no such planted bug');
    const scenario = scenarioNamed('a plain meal');
    const calm = await playScenario(scenario, [], { mutant });
    expect(calm.problem).toBeUndefined();
    const charges = calm.result.callLog.filter(
      ({ process, port, atMs }) => process === 'worker-1' && port === 'http' && atMs >= scenario.faultsFromMs,
    );
    const found: string[] = [];
    for (const fault of charges.flatMap(faultsOfCall)) {
      const { problem } = await playScenario(scenario, [fault], { mutant });
      if (problem !== undefined) found.push(fault.kind);
    }
    expect(found).toContain('lost-answer');
  });
});

const kinds = (process: string, port: string): readonly string[] =>
  faultsOfCall({ process, port, call: 1, atMs: 0 }).map(({ kind }) => kind);
