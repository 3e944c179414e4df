import * as E from 'fp-ts/lib/Either.js';
import { readFileSync } from 'node:fs';
import { readSettings, type Settings } from './settings/settings.ts';

/** The settings of this process; without all of them it says which and ends with 1. */
export const settingsFromProcess = (): Settings => {
  const settings = readSettings(process.env, (path) => readFileSync(path, 'utf8'));
  if (E.isLeft(settings)) {
    console.error('Facepay cannot start. These settings are missing or malformed:');
    for (const { name, rule } of settings.left) console.error(`  ${name} ${rule}`);
    process.exit(1);
  }
  for (const warning of settings.right.warnings) console.error(`warning: ${warning}`);
  return settings.right;
};
