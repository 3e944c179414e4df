import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, isTest } from './source-files.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/settings.md'), 'utf8');
const name = /\b(?:FACEPAY|WECHATPAY)(?:_[A-Z0-9]+)+\b(?!_|:)/gu;

/** Every setting that these apps name, but as a member `NAME: …`: that is one given to another app. */
const namesIn = (...apps: readonly string[]): readonly string[] => {
  const text = filesUnder(...apps.map((app) => `apps/${app}/src`))
    .filter((file) => !isTest(file))
    .map(({ lines }) => lines.join('\n'))
    .join('\n');
  const found = new Set([...text.matchAll(name)].map(([one]) => one));
  return [...found]
    .filter((one) => !found.has(one.replace(/_(?:FILE|PATH)$/u, '')) || !/_(?:FILE|PATH)$/u.test(one))
    .toSorted();
};

/** What a section of the page has in code marks. */
const namesOf = (heading: string): readonly string[] => {
  const section = page.split(/^## /mu).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  return [...new Set([...section.matchAll(name)].map(([one]) => one))].toSorted();
};

describe('docs/settings.md lists what is read and nothing else', () => {
  test.each([
    ['Server and worker', ['composition', 'server', 'worker']],
    ['Emulator', ['emulator']],
    ['Terminal', ['terminal']],
    ['Start', ['start']],
  ])('%s', (heading, apps) => {
    const read = namesIn(...apps);
    expect(read.length).toBeGreaterThan(2);
    expect(namesOf(heading)).toEqual(read);
  });
});
