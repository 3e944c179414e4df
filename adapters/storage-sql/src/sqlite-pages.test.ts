import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFindPage } from './sqlite-pages.ts';
import { openWriter } from './sqlite.ts';
import type { ListColumn } from './tables.ts';

let database: Database.Database;
beforeEach(async () => {
  database = await openWriter(':memory:', () => Promise.resolve());
});
afterEach(() => database.close());

const word = fc.constantFrom('a', 'b', 'c');
const row = fc.record({
  organization: fc.constantFrom('O1', 'O2'),
  key: fc.stringMatching(/^[0-9a-f/]{1,3}$/u),
  tenant: fc.option(fc.constantFrom('O1', 'O2')),
  status: fc.constantFrom('held', 'paid'),
  member: fc.option(word),
  device: word,
  day: word,
});
type Row = typeof row extends fc.Arbitrary<infer A> ? A : never;
const tenant = fc.constantFrom('O1', 'O2', 'O3');
const status = fc.constantFrom('held', 'paid', 'dead');
const kinds = {
  deduction: {
    asked: fc.record({ tenant, status, member: word, device: word, day: word }, { requiredKeys: [] }),
    valueOf: (one: Row, column: ListColumn) => one[column === 'tenant' ? 'organization' : column],
    insert: `insert into deduction (organization, key, body, status, member, device, day)
      values (@organization, @key, '{}', @status, @member, @device, @day)`,
  },
  notice: {
    asked: fc.record({ tenant, status, member: word }, { requiredKeys: [] }),
    valueOf: (one: Row, column: ListColumn) => one[column],
    insert: `insert into notice (organization, key, body, tenant, status, member)
      values (@organization, @key, '{}', @tenant, @status, @member)`,
  },
} as const;

test.each(['deduction', 'notice'] as const)(
  'pages of a %s show every match once and in key order, however few or many are looked at',
  (kind) => {
    const { asked, valueOf, insert } = kinds[kind];
    const add = database.prepare(insert);
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { maxLength: 60, selector: ({ organization, key }) => `${organization}/${key}` }),
        asked,
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 20 }),
        (rows, filter: Readonly<Record<string, string>>, fewMax, countMax) => {
          database.exec(`delete from ${kind}`);
          for (const one of rows) add.run(one);
          const compared = Object.keys(filter) as ListColumn[];
          const findPage = createFindPage(database, fewMax);
          const seen: string[] = [];
          let after: string | undefined = '';
          let pages = 0;
          while (after !== undefined) {
            const page = findPage(kind, filter, compared, countMax, after);
            expect(page.rows.length).toBeLessThanOrEqual(countMax);
            seen.push(...page.rows.map(({ organization, key }) => `${organization}/${key}`));
            after = page.next;
            expect((pages += 1)).toBeLessThan(200);
          }
          const wanted = rows.filter((one) => compared.every((column) => valueOf(one, column) === filter[column]));
          const inOrder = wanted.map(({ organization, key }) => `${organization}/${key}`).toSorted();
          expect(seen).toEqual(inOrder);
        },
      ),
      { numRuns: 300 },
    );
  },
);
