import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** A folder of its own for one test, removed by it. */
export const makeTemporaryFolder = (): TemporaryFolder => {
  const path = mkdtempSync(join(tmpdir(), 'facepay-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};
