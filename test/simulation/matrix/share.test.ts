import { expect, test } from 'vitest';
import { commitOfTree } from '../cli/commit-of-tree.ts';
import { playPairs, playSingles, type Tally } from './play-matrix.ts';
import { coreScenarios, pairScenarios, scenarios } from './scenarios.ts';
import { every, shareOf } from './share.ts';

/** `FACEPAY_TEST_MATRIX=all` plays everything, which takes an hour; without it each commit plays another share. */
const isWhole = process.env['FACEPAY_TEST_MATRIX'] === 'all';
const share = (oneOf: number) => (isWhole ? every : shareOf(commitOfTree(), oneOf));
const timeout = isWhole ? 24 * 3_600_000 : 1_200_000;

const sumOf = (tallies: readonly Tally[]) => ({
  runs: tallies.reduce((sum, { runs }) => sum + runs, 0),
  faults: tallies.reduce((sum, { faults }) => sum + faults, 0),
  problems: tallies.flatMap(({ problems }) => problems),
});

test('INV-17: single faults in every other scenario, a share by the commit', { timeout }, async () => {
  const tallies: Tally[] = [];
  for (const scenario of scenarios.filter((one) => !coreScenarios.includes(one)))
    tallies.push(await playSingles(scenario, scenario.faultsFromMs, share(24)));
  const { runs, faults, problems } = sumOf(tallies);
  console.log(`${tallies.length} scenarios, ${runs} runs, ${faults} single faults met`);
  expect(problems).toEqual([]);
  expect(scenarios.length).toBeGreaterThanOrEqual(40);
  expect(faults).toBe(runs - tallies.length); // each scenario is also played without a fault
  expect(faults).toBeGreaterThan(500);
});

test('INV-17: pairs of faults in two scenarios, a share by the commit', { timeout }, async () => {
  const tallies: Tally[] = [];
  for (const { scenario, fromMs } of pairScenarios)
    tallies.push(await playPairs(scenario, fromMs, { first: share(12), second: share(16) }));
  const { runs, faults, problems } = sumOf(tallies);
  console.log(`${tallies.length} scenarios, ${runs} runs, ${faults} faults met, two in most of them`);
  expect(problems).toEqual([]);
  expect(faults).toBeGreaterThan(runs);
});
