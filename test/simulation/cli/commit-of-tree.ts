import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The commit that is checked out here; where git or its repository is missing, as in an unpacked archive, that is said. */
export const commitOfTree = (): string => {
  try {
    const cwd = fileURLToPath(new URL('.', import.meta.url));
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return noCommit;
  }
};

const noCommit = 'no-commit';
export const shortCommit = (commit: string): string => (commit === noCommit ? commit : commit.slice(0, 7));
