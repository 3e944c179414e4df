import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allMutants as mutantsOfLunch } from './planted/all-mutants.ts';
import { ledger, withoutBug } from './planted/ledger.ts';
import { ledgerPage } from './planted/ledger-page.ts';
import { mutantsOfPayscore } from './planted/mutants-of-payscore.ts';

/** Those of a lunch are found by `planted.test.ts`, those of service orders by `payscore-planted.test.ts`. */
const allMutants = [...mutantsOfLunch, ...mutantsOfPayscore];
const names = allMutants.map(({ name }) => name);

describe('docs/planted-bugs.md', () => {
  test('is what the ledger and the lists of bugs say (`--update` writes it anew)', async () => {
    const page = join(import.meta.dirname, '../../docs/planted-bugs.md');
    await expect(ledgerPage(ledger, allMutants)).toMatchFileSnapshot(page);
  });

  test('every row has a bug that is planted, or a reason', () => {
    expect(ledger.flatMap(({ bugs }) => bugs).filter((name) => !names.includes(name))).toEqual([]);
    expect(ledger.filter(({ bugs, elsewhere }) => bugs.length === 0 && elsewhere === undefined)).toEqual([]);
    expect(ledger.length).toBe(52);
  });

  test('at least sixty, each once, and each with a rule that must notice it', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(allMutants.filter(({ noticedBy }) => noticedBy.length === 0)).toEqual([]);
  });

  test('every invariant of money has a bug that it must notice, or a reason why not', () => {
    const noticing = new Set(allMutants.flatMap(({ noticedBy }) => noticedBy));
    const money = Array.from({ length: 44 }, (_, index) => `INV-${index + 1}`);
    expect(money.filter((rule) => !noticing.has(rule) && withoutBug[rule] === undefined)).toEqual([]);
    expect(Object.keys(withoutBug).filter((rule) => noticing.has(rule))).toEqual([]);
  });
});
