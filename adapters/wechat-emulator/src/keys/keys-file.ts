import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import type { EmulatorKeys } from './emulator-keys.ts';
import { emulatorKeys } from './emulator-keys.ts';

/** The keys of a data folder, or undefined before the first start. A damaged file throws: new keys would disown every client. */
export const readKeysFile = (path: string): EmulatorKeys | undefined => {
  if (!existsSync(path)) return undefined;
  const decoded = emulatorKeys.decode(JSON.parse(readFileSync(path, 'utf8')));
  if (E.isLeft(decoded)) throw new Error(`${path} does not hold the keys of an emulator`);
  return decoded.right;
};

/** Replaces the file whole, readable by its owner only. */
export const writeKeysFile = (path: string, keys: EmulatorKeys): void => {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify(keys, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
};
