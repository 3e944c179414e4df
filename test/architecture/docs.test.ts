import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const markdown = ['.', 'docs', 'docs/decisions']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md'));
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const scripts = Object.keys(JSON.parse(textOf('package.json')).scripts as Record<string, string>);

describe.each(markdown)('%s', (path) => {
  test('names only files that exist', () => {
    const links = [...textOf(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/gu)].map(([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
  });

  test('names only files of the tree in code marks', () => {
    const named = [...textOf(path).matchAll(/`((?:packages|adapters|apps|test|docs)\/[\w./-]+\.\w+)`/gu)];
    expect(named.map(([, file = '']) => file).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test('names only commands that exist', () => {
    const commands = [...textOf(path).matchAll(/(?:^|[\s`])(?:npx -y pnpm@12|pnpm) (?:run )?([a-z][a-z:-]*)/gmu)];
    const known = new Set([...scripts, 'install', 'exec']);
    expect(commands.map(([, name = '']) => name).filter((name) => !known.has(name))).toEqual([]);
  });
});
