import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, Report } from './storage-process.ts';

/** A real process at work on the file. */
export interface StorageProcess {
  readonly child: ChildProcess;
  readonly ask: (command: Command) => Promise<Report>;
  readonly stop: () => Promise<void>;
}

/**
 * How a process must be started whose event loop may not stand still: with the 16 MB that are usual, one collection of
 * young objects on busy cores holds it 30-90 ms, with 4 MB 5.
 */
const execArgv = ['--conditions=workspace-source', '--max-semi-space-size=4'];

/** Started and idle: it has loaded its code and opened nothing yet. */
export const prepareStorageProcess = (): StorageProcess => {
  const child = fork(join(import.meta.dirname, 'storage-process.ts'), {
    execArgv,
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'facepay-compile-cache') },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const report = async (): Promise<Report> => {
    const answered = new AbortController();
    const { signal } = answered;
    try {
      return await Promise.race([
        once(child, 'message', { signal }).then(([message]) => message as Report),
        once(child, 'exit', { signal }).then(([code]) => Promise.reject(new Error(`the process ended with ${code}`))),
      ]);
    } finally {
      answered.abort();
    }
  };
  return {
    child,
    ask: (command) => {
      const answer = report();
      child.send(command);
      return answer;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};

export const startStorageProcess = async (file: string): Promise<StorageProcess> => {
  const started = prepareStorageProcess();
  await started.ask({ type: 'open', file });
  return started;
};

/** A folder of its own for one test. */
export const withFile = async (use: (file: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'facepay-processes-'));
  try {
    await use(join(folder, 'facepay.sqlite'));
  } finally {
    await rm(folder, { recursive: true });
  }
};
