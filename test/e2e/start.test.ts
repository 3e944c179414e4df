import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const minutes = 60_000;

interface Ended {
  readonly code: number;
  readonly output: string;
}
const command = ['--conditions=workspace-source', 'apps/start/src/main.ts', '--once'];
const environment = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  FACEPAY_DATA_DIR: folder,
  FACEPAY_SERVER_PORT: '0',
  FACEPAY_EMULATOR_PORT: '0',
  FACEPAY_TERMINAL_PORT: '0',
  FACEPAY_METRICS_PORT: '0',
});

/** `pnpm start --once` as a process of its own, on free ports. */
const startOnce = (folder: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { cwd: root, env: { ...environment(folder), ...env }, timeout: 3 * minutes },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? 2), output: `${stdout}${stderr}` }),
    );
  });

/** Started the same way, and killed as soon as it has said something. */
const startAndKill = (folder: string, once: string): Promise<string> =>
  new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, command, { cwd: root, env: environment(folder), timeout: 3 * minutes });
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes(once)) child.kill('SIGKILL');
    });
    child.on('close', () => resolve(output));
  });

/** How many rows of the table end in which word, and whether WeChat was ever asked about them. */
const rows: readonly (readonly [word: string, count: number, asked: boolean])[] = [
  ['paid', 31, true],
  ['twin -> paid', 2, true],
  ['offline -> paid', 10, true],
  ['unknown -> paid (by query)', 1, true],
  ['failed -> paid (retry)', 1, true],
  ['advanced', 1, true],
  ['advanced -> repaid', 1, true],
  ['limit (single)', 1, false],
  ['limit (day)', 2, false],
  ['held (contract)', 1, true],
  ['offline -> held (contract)', 1, false],
  ['offline -> held (disabled)', 1, false],
  ['offline cap', 1, false],
  ['denied', 1, false],
  ['stranger', 1, false],
];

/** What the last two columns of a row say, word by word. */
const rowsIn = (output: string): typeof rows => {
  const ends = [...output.matchAll(/^ {2}\S.* {2}(\S+(?: \S+)*) +(F[0-9a-f]{30}|-)$/gmu)];
  return rows.map(([word, , asked]) => [
    word,
    ends.filter(([, became, no]) => became === word && (no !== '-') === asked).length,
    asked,
  ]);
};

describe('pnpm start --once', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'facepay-start-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test(
    'plays a lunch whose table agrees with the ledger, and the next day on the same data',
    { timeout: 4 * minutes },
    async () => {
      const first = await startOnce(folder);
      expect(first.output).toContain('agrees with the ledger');
      expect(first.code).toBe(0);
      expect(rowsIn(first.output)).toEqual(rows);
      expect(first.output).toContain('settled 56 of 56');
      expect(first.output).not.toContain('\r'); // no line is written over in a pipe
      const pupils = /(\d+) pupils signed up \((\d+) of them just now\)/u.exec(first.output)?.slice(1) ?? [];
      expect(pupils).toEqual(['46', '46']);

      const second = await startOnce(folder);
      expect(second.output).toContain('agrees with the ledger');
      expect(second.code).toBe(0);
      expect(rowsIn(second.output)).toEqual(rows);
      expect(second.output).toContain(`46 pupils signed up (2 of them just now)`); // whose contracts had ended
      expect(dayIn(second.output) > dayIn(first.output)).toBe(true);
    },
  );

  test(
    'killed in the middle of the lunch it finishes what was sold, and plays the next day (INV-1, INV-5)',
    { timeout: 4 * minutes },
    async () => {
      const other = await mkdtemp(join(tmpdir(), 'facepay-killed-'));
      expect(await startAndKill(other, '11:50  second helpings')).not.toContain('agrees with the ledger');
      const next = await startOnce(other);
      await rm(other, { recursive: true, force: true });
      expect(next.output).toContain('agrees with the ledger');
      expect(next.code).toBe(0);
    },
  );

  test.each(['lost-is-failed', 'no-limits', 'ended-is-charged'])(
    'a planted bug ends it with 1: %s',
    { timeout: 3 * minutes },
    async (bug) => {
      const other = await mkdtemp(join(tmpdir(), 'facepay-sabotage-'));
      const ended = await startOnce(other, { FACEPAY_SABOTAGE: bug });
      await rm(other, { recursive: true, force: true });
      expect(ended.output).toContain('WRONG:');
      expect(ended.code).toBe(1);
    },
  );
});

const dayIn = (output: string): string => /lunch of (\d{4}-\d{2}-\d{2}),/u.exec(output)?.[1] ?? '';
