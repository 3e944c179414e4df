import type { ListedKind } from '@facepay/domain';
import type Database from 'better-sqlite3';
import type { Address } from './rows/record-row.ts';
import { countOf, edgeOf, pageOf } from './list-queries.ts';
import { prepare, type Statement } from './statement.ts';
import { keylessIndexes, type ListColumn, type RecordTable } from './tables.ts';

type FoundRow = RecordTable & Address;
interface FoundPage {
  readonly rows: readonly FoundRow[];
  /** A page that found too little in a long look is short, and still has a next. */
  readonly next?: string;
}

/**
 * Rows in key order behind `after`. Where the indexes do not know keys, few matches are found by their index and sorted;
 * many lie so dense among the keys that following those finds a page soon. Either way only so many rows are looked at.
 */
export const createFindPage = (reader: Database.Database, fewMax = aFew) => {
  const statements = new Map<string, Statement>();
  const prepared = (name: string, make: () => Statement): Statement => {
    const statement = statements.get(name) ?? make();
    statements.set(name, statement);
    return statement;
  };
  return (
    kind: ListedKind,
    asked: Readonly<Record<string, string>>,
    compared: readonly ListColumn[],
    countMax: number,
    after: string,
  ): FoundPage => {
    const [afterOrganization = '', ...afterKey] = after.split('/');
    const from = { ...asked, afterOrganization, afterKey: afterKey.join('/') };
    const keyless = compared.filter((column) => keylessIndexes[kind].includes(column));
    const by = keyless.find((column) => {
      const count = prepared(`count ${kind} ${column}`, () => prepare(reader, countOf(kind, column)));
      return (count.get({ ...asked, countMax: fewMax }) as { readonly count: number }).count < fewMax;
    });
    const tenant = compared.includes('tenant') && !keyless.includes('tenant');
    const edge =
      keyless.length === 0 || by !== undefined
        ? undefined
        : (prepared(`edge ${kind} ${tenant}`, () => prepare(reader, edgeOf(kind, tenant))).get({
            ...from,
            countMax: fewMax,
          }) as Address | undefined);
    const page = prepared(`page ${kind} ${compared.join()} ${by}`, () => prepare(reader, pageOf(kind, compared, by)));
    const { organization: edgeOrganization, key: edgeKey } = edge ?? behindAll;
    const rows = page.all({ ...from, edgeOrganization, edgeKey, countMax: countMax + 1 }) as readonly FoundRow[];
    const last = rows.length > countMax ? rows[countMax - 1] : edge;
    return last === undefined ? { rows } : { rows: rows.slice(0, countMax), next: `${last.organization}/${last.key}` };
  };
};

/** Some 10 ms on one core, whichever way. */
const aFew = 5000;
const behindAll = { organization: '\u{10ffff}', key: '' };
