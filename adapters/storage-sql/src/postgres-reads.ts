import type { ListedKind, ListFilter, Page, Reads, Records, StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { FieldCipher } from './field-cipher.ts';
import { readFilter } from './list-filter.ts';
import { dayLinesOf, denyListOf, historyOf, pageOf } from './postgres-queries.ts';
import { postgresStatement, type PostgresStatement } from './postgres-statement.ts';
import { createFindRecords } from './postgres-storage.ts';
import type { PostgresTransactions } from './postgres-transactions.ts';
import { fromDayLineRow } from './rows/day-line-row.ts';
import { fromDenyListRow } from './rows/deny-list-row.ts';
import { fromEventRow } from './rows/event-row.ts';
import { type Address, fromRow } from './rows/record-row.ts';
import type { EventTable, ListColumn, RecordTable } from './tables.ts';

type FoundRow = RecordTable & Address;

/** Lists, each one statement; it sees what was committed before. */
export const createPostgresReads = (transactions: PostgresTransactions, cipher: FieldCipher): Reads => {
  const findRecords = createFindRecords(cipher);
  const history = postgresStatement('history', historyOf());
  const denyList = postgresStatement('deny list', denyListOf());
  const dayLines = postgresStatement('day lines', dayLinesOf());
  const pages = new Map<string, PostgresStatement>();
  const pageStatement = (kind: ListedKind, compared: readonly ListColumn[]): PostgresStatement => {
    const name = `page ${kind} ${compared.join()}`;
    const statement = pages.get(name) ?? postgresStatement(name, pageOf(kind, compared));
    pages.set(name, statement);
    return statement;
  };
  return {
    find: (organization, { kind, key }) =>
      transactions.look(async (ask) => {
        const found = await findRecords(ask, organization, kind, [key]);
        return E.isLeft(found) ? found : E.right(found.right.get(key));
      }),
    page: <K extends ListedKind>(kind: K, filter: ListFilter, countMax: number, after = '') =>
      transactions.look(async (ask): Promise<E.Either<StoreFailure, Page<Records[K]>>> => {
        const { asked, compared, possible } = readFilter(kind, filter);
        if (!possible) return E.right({ items: [] });
        const [afterOrganization = '', ...afterKey] = after.split('/');
        const from = { ...asked, afterOrganization, afterKey: afterKey.join('/'), countMax: countMax + 1 };
        const rows = (await pageStatement(kind, compared)(ask, from)).rows as readonly FoundRow[];
        const last = rows.length > countMax ? rows[countMax - 1] : undefined;
        return pipe(
          rows.slice(0, countMax),
          E.traverseArray((row: FoundRow) => fromRow(cipher, kind, row, row)),
          E.map((items) => (last === undefined ? { items } : { items, next: `${last.organization}/${last.key}` })),
        );
      }),
    denyList: (organization, after, countMax) =>
      transactions.look(async (ask) => {
        const { rows } = await denyList(ask, { organization, after, countMax });
        return E.traverseArray(fromDenyListRow)(rows as readonly Pick<RecordTable, 'body'>[]);
      }),
    dayLines: (organization, day) =>
      transactions.look(async (ask) =>
        E.traverseArray(fromDayLineRow)((await dayLines(ask, { organization, day })).rows),
      ),
    history: (organization, { kind, id }, countMax) =>
      transactions.look(async (ask) => {
        const { rows } = await history(ask, { organization, subject_kind: kind, subject_id: id, countMax });
        return E.traverseArray((row: EventTable) => fromEventRow(cipher, row))(rows as readonly EventTable[]);
      }),
  };
};
