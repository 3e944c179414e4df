import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rowsOf } from './table-of-tests.ts';
import { testTitles } from './test-titles.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/invariants.md'), 'utf8');
const rows = rowsOf(page, /^INV-\d+$/u);
const titles = testTitles();
const invariants = Array.from({ length: 103 }, (_, index) => `INV-${index + 1}`);
const citedIn = (title: string): readonly string[] => title.match(/\bINV-\d+\b/gu) ?? [];

describe('docs/invariants.md', () => {
  test('has one row for every invariant, in their order', () => {
    expect(rows.map(({ id }) => id)).toEqual(invariants);
  });

  test('says of each which test holds it, or that it is open and why', () => {
    const bare = rows.filter(({ cells, tests }) => tests.length === 0 && !/^Open: .{10}/u.test(cells[1] ?? ''));
    expect(bare.map(({ id }) => id)).toEqual([]);
    expect(rows.filter(({ cells }) => cells.length !== 3 || cells.some((cell) => cell === ''))).toEqual([]);
  });

  test('calls nothing open that has tests, unless a part of it is', () => {
    const wrong = rows.filter(({ cells, tests }) => tests.length > 0 && (cells[1] ?? '').startsWith('Open:'));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('names only tests that exist, by titles that cite the invariant', () => {
    const known = new Set(titles.map(({ path, title }) => `${path} ${title}`));
    const wrong = rows.flatMap(({ id, tests }) =>
      tests
        .filter(({ path, title }) => !known.has(`${path} ${title}`) || !citedIn(title).includes(id))
        .map(({ path, title }) => `${id}: ${path} ${title}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every invariant of money that is not open has a unit or property test', () => {
    const near = /^(?:packages|adapters|apps)\/|^test\/(?:properties|simulation)\//u;
    const far = rows.slice(0, 44).filter(({ tests }) => tests.length > 0 && !tests.some(({ path }) => near.test(path)));
    expect(far.map(({ id }) => id)).toEqual([]);
  });

  test('no title cites an invariant that is none, and none that is called open', () => {
    const cited = new Set(titles.flatMap(({ title }) => citedIn(title)));
    expect([...cited].filter((id) => !invariants.includes(id))).toEqual([]);
    const open = rows.filter(({ tests }) => tests.length === 0).map(({ id }) => id);
    expect(open.filter((id) => cited.has(id))).toEqual([]);
  });
});
