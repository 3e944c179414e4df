import { parseArgs } from 'node:util';
import { playPairs, playSingles, type Tally } from './play-matrix.ts';
import { every } from './share.ts';
import type { Scenario } from './scenario.ts';
import { pairScenarios, scenarios } from './scenarios.ts';

// node --conditions=workspace-source test/simulation/matrix/main.ts            every single fault of every scenario
//   … --scenario 'two workers'                                                  of those whose name has these words
//   … --from 17                                                                from the 17th on
//   … --whole                                                                   … of its sign-up too, in every scenario
//   … --pairs                                                                   every pair of faults, of two scenarios
const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: '' },
    from: { type: 'string', default: '1' },
    pairs: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
  },
});
const began = performance.now();
const sum = { runs: 0, calls: 0, faults: 0, problems: 0 };

const play = async (name: string, run: () => Promise<Tally>): Promise<void> => {
  const beganOne = performance.now();
  const { runs, calls, faults, problems } = await run();
  sum.runs += runs;
  sum.calls += calls;
  sum.faults += faults;
  sum.problems += problems.length;
  console.log(
    `${name}: ${calls} calls, ${runs} runs, ${faults} faults, ${problems.length} problems, ${secondsSince(beganOne)} s`,
  );
  for (const problem of problems) console.log(problem);
};
const secondsSince = (at: number): number => Math.round((performance.now() - at) / 100) / 10;

const isMeant = ({ name }: Scenario, at: number): boolean =>
  at + 1 >= Number(values.from) && name.includes(values.scenario);
if (values.pairs)
  for (const [at, { scenario, fromMs }] of pairScenarios.entries()) {
    const chosen = { first: every, second: every };
    if (isMeant(scenario, at)) await play(scenario.name, () => playPairs(scenario, fromMs, chosen));
  }
else
  for (const scenario of scenarios.filter(isMeant))
    await play(scenario.name, () => playSingles(scenario, values.whole ? 0 : scenario.faultsFromMs, every));

console.log(`${sum.calls} calls, ${sum.runs} runs, ${sum.faults} faults met in ${secondsSince(began)} s`);
console.log(`${sum.runs - sum.problems} passed, ${sum.problems} failed`);
process.exitCode = sum.problems > 0 || sum.runs === 0 ? 1 : 0;
