import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type AppName = 'server' | 'worker';

export interface AppProcess {
  readonly pid: number;
  /** Where a server listens, as it said itself. */
  readonly address: string | undefined;
  /** SIGKILL: not one more instruction of it runs. Resolves when the system has buried it. */
  readonly kill: () => Promise<void>;
  /** SIGTERM, and what it exited with. */
  readonly stop: () => Promise<number | undefined>;
  readonly isRunning: () => boolean;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const upWithinMs = 60_000;

/** Starts an app as its own process of the operating system; resolves once it says that it is up. */
export const startApp = async (name: AppName, environment: Readonly<Record<string, string>>): Promise<AppProcess> => {
  const child = spawn(process.execPath, ['--conditions=workspace-source', `apps/${name}/src/main.ts`], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const buried = new Promise<number | undefined>((resolve) => {
    child.once('exit', (code) => resolve(code ?? undefined));
  });
  const up = await waitUntilUp(name, child);
  const end = (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | undefined> => {
    child.kill(signal);
    return buried;
  };
  return {
    pid: child.pid ?? 0,
    address: up.address,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    isRunning: () => child.exitCode === null && child.signalCode === null,
  };
};

interface LogLine {
  readonly message?: string;
  readonly address?: string;
}

/** Reads its log for as long as it lives, so that no pipe ever fills up. */
const waitUntilUp = (name: AppName, child: ChildProcess): Promise<LogLine> =>
  new Promise((resolve, reject) => {
    const complaints: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => {
      if (complaints.length < 50) complaints.push(chunk.toString('utf8'));
    });
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${name} ${why}: ${complaints.join('')}`));
    };
    const deadline = setTimeout(() => fail(`was not up within ${upWithinMs / 1000} s`), upWithinMs);
    const early = (): void => fail('ended before it was up');
    child.once('exit', early);
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.includes(`"${name} is up"`)) return;
      clearTimeout(deadline);
      child.off('exit', early);
      const said: LogLine = JSON.parse(line);
      resolve(said);
    });
  });
