import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

interface Ended {
  /** -1 where a signal ended it. */
  readonly code: number;
  /** Both outputs, as they came. */
  readonly output: string;
}

export interface ShellProcess {
  readonly output: () => string;
  readonly ended: Promise<Ended>;
  /** Sends the signal of Ctrl-C, and waits for the end. */
  readonly interrupt: () => Promise<Ended>;
}

/**
 * A command line in a shell at the root of the repository, with the tools of `node_modules` in its path, as pnpm runs a
 * script. Of this process's environment it sees `PATH` and `HOME` only, so that what is not given is really missing.
 */
export const runInShell = (line: string, environment: Readonly<Record<string, string>> = {}): ShellProcess => {
  const { PATH = '', HOME = '' } = process.env;
  // `exec`: the shell becomes the program, so that a signal meets the program itself.
  const child = spawn('/bin/sh', ['-c', `exec ${line}`], {
    cwd: root,
    env: { PATH: `${join(root, 'node_modules/.bin')}:${PATH}`, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });
  return {
    output: () => output,
    ended,
    interrupt: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
};
