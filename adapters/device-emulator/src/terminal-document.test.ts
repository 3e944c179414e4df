import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultCameraSettings } from './camera.ts';
import { defaultTerminalSettings } from './terminal-settings.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/terminal.md'), 'utf8');

test('docs/terminal.md lists every number that the terminal works with, and no other', () => {
  const listed = [...page.matchAll(/^\| `([\w.]+)`\s+\| ([\d.]+)\s+\|$/gmu)].map(([, name = '', value = '']) => [
    name,
    Number(value),
  ]);
  const { match, keyEpoch: _, ...terminal } = defaultTerminalSettings;
  const numbers = [
    ...Object.entries(terminal),
    ...Object.entries(match).map(([name, value]) => [`match.${name}`, value] as const),
    ...Object.entries(defaultCameraSettings).map(([name, value]) => [`camera.${name}`, value] as const),
  ].filter(([, value]) => typeof value === 'number');
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(numbers));
  expect(listed).toHaveLength(numbers.length);
});
