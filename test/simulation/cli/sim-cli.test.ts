import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
const sim = (...argv: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=workspace-source', main, ...argv], (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : -1;
      resolve({ code, stdout, stderr });
    });
  });

test('one seed as one object, with everything that is said of it', { timeout: 300_000 }, async () => {
  const { code, stdout, stderr } = await sim('--seed', '3', '--json');
  const report = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  expect(report).toMatchObject({ storage: 'model', from: 3, good: true, passed: 1, failed: [], runs: 1 });
  for (const name of ['daysPerSecond', 'faultsPerSecond', 'stepsPerSecond', 'vouchers', 'faults', 'schoolDays'])
    expect(report[name], `${name} of the report`).toBeGreaterThan(0);
  for (const name of ['coverage', 'counts', 'sometimes', 'commit'])
    expect(report[name], `${name} of the report`).toBeDefined();
  expect(report['traceHash']).toMatch(/^[0-9a-f]{64}$/u);
  expect(stderr).toContain('1 passed, 0 failed');
  expect(code).toBe(0);
});

test('wrong options and files that are no plan are refused with 2', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'facepay-sim-'));
  try {
    const file = join(folder, 'broken.plan.json');
    writeFileSync(file, JSON.stringify({ seed: 1 }));
    const broken = await sim('--plan', file);
    expect(broken).toMatchObject({ code: 2, stdout: '' });
    expect(broken.stderr).toContain('world is missing');
    const unknown = await sim('--speed', '9');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain("Unknown option '--speed'");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
