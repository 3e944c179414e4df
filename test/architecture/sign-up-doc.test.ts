import { miniProgramRefusals } from '@facepay/domain';
import { miniProgramTexts } from '@facepay/wechat-emulator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '../../docs/sign-up.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const kebab = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
/** Shown by the provider's own program, before WeChat's are reached. */
const ofOurs = ['component-missing'];

describe('FAQ 1.12, FAQ 1.13, FAQ 1.15, FAQ 1.16, FAQ 1.23: what the mini programs say', () => {
  test('docs/sign-up.md has a line for each', () => {
    for (const { code, programs, shown, causeZh, cause, remedy, source } of miniProgramRefusals)
      expect(rows).toContainEqual([
        `${shown}: ${causeZh}`,
        programs.join(', '),
        cause,
        remedy,
        `${source}, \`${code}\``,
      ]);
  });
  test('whatever the emulated programs show is explained under the same words, and nothing else is', () => {
    const explained = new Map(miniProgramRefusals.map(({ code, shown }) => [code, shown]));
    const emulated = new Map(Object.entries(miniProgramTexts).map(([name, [title]]) => [kebab(name), title]));
    for (const code of ofOurs) explained.delete(code);
    expect(emulated).toEqual(explained);
  });
});
