import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { settingsFromProcess } from '@facepay/composition';
import { createSystemClock, createSystemTimer, monotonicMs, randomBytes, randomFraction } from '@facepay/system';
import { describe, expect, test } from 'vitest';
import { withTrap } from './engine/trap.ts';
import { drawPlan } from './plan/draw-plan.ts';
import { runPlan } from './run-plan.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const seeds = ['--from', '1', '--count', '3', '--json'];

const traceIn = async (zone: string, storage: string): Promise<unknown> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=workspace-source', main, ...seeds, '--storage', storage],
    { env: { ...process.env, TZ: zone } },
  );
  const report: unknown = JSON.parse(stdout.split('\n')[0] ?? '');
  return typeof report === 'object' && report !== null && 'traceHash' in report ? report.traceHash : undefined;
};

test(
  'INV-27, INV-102: the same traces in three time zones, in processes with keys of their own',
  { timeout: 300_000 },
  async () => {
    const shanghai = await traceIn('Asia/Shanghai', 'model');
    expect(shanghai).toMatch(/^[0-9a-f]{64}$/u);
    expect(await traceIn('UTC', 'model')).toBe(shanghai);
    expect(await traceIn('America/New_York', 'sqlite')).toBe(shanghai);
  },
);

test('INV-102: the same trace again, and another one for another plan', { timeout: 300_000 }, async () => {
  const plan = drawPlan(11);
  const first = await runPlan(plan, { storage: 'memory' });
  const again = await runPlan(plan, { storage: 'memory' });
  expect(again.traceHash).toBe(first.traceHash);
  const [, ...faults] = plan.faults;
  const other = await runPlan({ ...plan, faults: faults.slice(faults.length / 2) }, { storage: 'memory' });
  expect(other.traceHash).not.toBe(first.traceHash);
});

describe('INV-102: our own code is caught in the act', () => {
  const clock = createSystemClock();
  test.each<[string, () => unknown]>([
    ['Date.now', () => clock.now()],
    ['performance.now', monotonicMs],
    ['Math.random', randomFraction],
    ['crypto.randomBytes', () => randomBytes(16)],
    ['globalThis.setTimeout', () => createSystemTimer().sleep(1)],
    ['process.env', settingsFromProcess],
  ])('%s', async (name, act) => {
    await expect(withTrap(async () => void (await act()))).rejects.toThrow(name);
  });

  test('others may look, and afterwards everybody may', async () => {
    await withTrap(async () => void [Date.now(), new Date(), performance.now(), Math.random(), process.env['PATH']]);
    expect(clock.now()).toBeGreaterThan(0);
    expect(randomBytes(16)).toHaveLength(16);
    expect(monotonicMs()).toBeGreaterThan(0);
  });
});
