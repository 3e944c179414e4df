import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rowsOf, withTests } from './table-of-tests.ts';
import { testTitles } from './test-titles.ts';

const path = join(import.meta.dirname, '../../docs/faq-coverage.md');
const page = readFileSync(path, 'utf8');
const isItem = /^(?:Q|[1-9]\.)\d+$/u;
const rows = rowsOf(page, isItem);
const titles = testTitles();

/** The numbered items of the document: how many there are under each heading. */
const sections = { '1.': 23, '2.': 6, '3.': 2, '4.': 4, '5.': 10, Q: 6 };
const items = Object.entries(sections).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}${index + 1}`),
);
const numbersIn = (title: string): readonly string[] =>
  [...title.matchAll(/\bFAQ (Q\d+|\d+\.\d+)/gu)].map(([, number = '']) => number);
const testsOf = (item: string) =>
  titles
    .filter(({ title }) => numbersIn(title).includes(item))
    .toSorted((a, b) => `${a.path} ${a.title}`.localeCompare(`${b.path} ${b.title}`, 'en'));

describe('docs/faq-coverage.md', () => {
  test('has one row for every numbered item, in their order', () => {
    expect(items).toHaveLength(51);
    expect(rows.map(({ id }) => id)).toEqual(items);
  });

  test('names in each row the tests whose titles carry its number (`--update` writes them anew)', async () => {
    await expect(withTests(page, isItem, testsOf)).toMatchFileSnapshot(path);
  });

  test('no row is empty: each says what the item is, what is done, and has a test or says why there can be none', () => {
    const empty = rows.filter(({ cells }) => cells.length !== 4 || cells.some((cell) => cell === ''));
    expect(empty.map(({ id }) => id)).toEqual([]);
    const bare = rows.filter(
      ({ cells, tests }) => tests.length === 0 && !(cells[2] ?? '').startsWith('Outside software'),
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test('names only tests that exist, by titles that carry the number of the row', () => {
    const known = new Set(titles.map(({ path: file, title }) => `${file} ${title}`));
    const wrong = rows.flatMap(({ id, tests }) =>
      tests
        .filter(({ path: file, title }) => !known.has(`${file} ${title}`) || !numbersIn(title).includes(id))
        .map(({ title }) => `${id}: ${title}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every number in a title is one of the list', () => {
    const numbers = titles.flatMap(({ title }) => numbersIn(title));
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter((number) => !items.includes(number))).toEqual([]);
  });
});
