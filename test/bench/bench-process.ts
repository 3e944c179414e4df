import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process under measurement, or one that only helps. */
export interface BenchProcess {
  /** Where it listens, if it does. */
  readonly address: string;
  /** CPU time of all its threads since it began, user and system, in seconds; the kernel counts in ticks of 10 ms. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
}
export interface BenchProcessOptions {
  /** Its main module: a path, or one from the root of the repository. */
  readonly main: string;
  /** Flags of Node.js that its `pnpm` script gives it. */
  readonly flags?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** A folder for a CPU profile, written when it stops. */
  readonly profileTo?: string | undefined;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const upWithinMs = 60_000;

/** Resolves once the process has logged a message that ends in `is up`. */
export const startBenchProcess = (options: BenchProcessOptions): Promise<BenchProcess> =>
  new Promise((resolve, reject) => {
    const { main, flags = [], environment, profileTo } = options;
    const profile = profileTo === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileTo];
    const child = spawn(process.execPath, [...flags, '--conditions=workspace-source', ...profile, main], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const buried = new Promise<void>((ended) => {
      child.once('exit', () => ended());
    });
    const complaints: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaints.length < 50) complaints.push(chunk.toString('utf8'));
    });
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${main} ${why}: ${complaints.join('')}`));
    };
    const deadline = setTimeout(() => fail('was not up in time'), upWithinMs);
    const early = (): void => fail('ended before it was up');
    child.once('exit', early);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.includes(' is up"')) return;
      clearTimeout(deadline);
      child.off('exit', early);
      const said: { readonly address?: string } = JSON.parse(line);
      resolve({
        address: said.address ?? '',
        cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
        stop: () => {
          child.kill('SIGTERM');
          return buried;
        },
      });
    });
  });

/** Fields 14 and 15 of `/proc/<pid>/stat`, counted from behind the process's name, which may contain blanks. */
const cpuSecondsOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
};
const ticksPerSecond = 100;
