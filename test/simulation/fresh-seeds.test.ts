import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { commitOfTree, shortCommit } from './cli/commit-of-tree.ts';
import { playSeedsTask } from './cli/play-seeds-task.ts';
import { perSecond } from './cli/progress.ts';
import { drawOfSeed, firstOfSwarm } from './plan/swarm.ts';
import { failureOf } from './report.ts';

/** Real seconds of playing; `FACEPAY_TEST_SIM_SECONDS=240` gives each commit a good look. */
const seconds = Number(process.env['FACEPAY_TEST_SIM_SECONDS'] ?? 30);
const sqliteOfFour = 3;
const kinds: ReadonlySet<string> = new Set(['calm', 'corpus']);

/**
 * Each commit explores seeds of its own; where there is no git, every run plays the same. Only the calm ones and those of the
 * corpus under other latencies and shifted faults: lunches and school-days of the mix still show a rule of the simulator's own
 * that is too strict now and then (docs/found-by-simulation.md), and a gate must not depend on luck. `pnpm sim` plays them all.
 */
function* seedsOfCommit(commit: string): Generator<number> {
  for (let index = 0; ; index += 1) {
    const drawn = createHash('sha256').update(`${commit}/${index}`).digest().readUInt32BE();
    const seed = firstOfSwarm + (drawn % 2_000_000_000);
    if (kinds.has(drawOfSeed(seed).kind)) yield seed;
  }
}

test('INV-102, INV-103: fresh seeds of this commit, as many as fit', { timeout: 1000 * (seconds + 600) }, async () => {
  const commit = commitOfTree();
  const began = performance.now();
  const secondsPassed = (): number => (performance.now() - began) / 1000;
  const failures: string[] = [];
  const played: number[] = [];
  const tally = await playSeedsTask({
    seeds: (function* () {
      for (const seed of seedsOfCommit(commit)) {
        played.push(seed);
        yield seed;
      }
    })(),
    until: { seconds },
    optionsOf: (index) => ({ storage: index % 4 === sqliteOfFour ? 'sqlite' : 'memory' }),
    secondsPassed,
    played: () => undefined,
    failed: async (plan, result, options) => void failures.push(failureOf(plan, options, result) ?? ''),
  });
  const { runs, schoolDays, vouchers, faults, steps } = tally.now();
  const took = secondsPassed();
  console.log(
    `commit ${shortCommit(commit)}: ${runs} seeds in ${took.toFixed(1)} s: ${played.slice(0, runs).join(' ')}\n` +
      `${schoolDays.toFixed(2)} school-days (${perSecond(schoolDays, took)}/s), ${vouchers} vouchers, ` +
      `${faults} faults (${perSecond(faults, took)}/s), ${steps} steps (${perSecond(steps, took)}/s)`,
  );
  expect(failures.join('\n\n')).toBe('');
  expect(runs).toBeGreaterThan(0);
  expect(faults).toBeGreaterThan(0);
});
