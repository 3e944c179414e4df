import {
  type ListedKind,
  type ListFilter,
  type Page,
  type Reads,
  type Records,
  type StoreFailure,
} from '@facepay/domain';
import type Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { FieldCipher } from './field-cipher.ts';
import type { KeptRecords } from './kept-records.ts';
import { readFilter } from './list-filter.ts';
import { fromDayLineRow } from './rows/day-line-row.ts';
import { fromDenyListRow } from './rows/deny-list-row.ts';
import { type Address, fromRow } from './rows/record-row.ts';
import { fromEventRow } from './rows/event-row.ts';
import { isBusy, unavailable } from './sqlite-failure.ts';
import { createFindPage } from './sqlite-pages.ts';
import { dayLinesOf, denyListOf, historyOf } from './sqlite-queries.ts';
import { createFind, type FindRecord } from './sqlite-storage.ts';
import { prepare } from './statement.ts';
import type { EventTable, RecordTable } from './tables.ts';

/**
 * Lists on a connection of their own, which cannot write. Single records come over the connection that writes: what this
 * process has just written is still in its memory there, while the other one forgets all its pages after every commit.
 */
export const createSqliteReads = (
  reader: Database.Database,
  writer: Database.Database,
  cipher: FieldCipher,
  kept: KeptRecords,
): Reads => {
  const [findAside, findThere] = [createFind(reader, cipher, kept), createFind(writer, cipher, kept)];
  const find: FindRecord = (organization, at) => {
    const isCommitted = !writer.inTransaction; // a look sees nothing else
    return (isCommitted ? findThere : findAside)(organization, at);
  };
  const history = prepare(reader, historyOf());
  const denyList = prepare(reader, denyListOf());
  const dayLines = prepare(reader, dayLinesOf());
  const findPage = createFindPage(reader);
  return {
    find: (organization, at) => readOnly(() => find(organization, at)),
    page: <K extends ListedKind>(kind: K, filter: ListFilter, countMax: number, after = '') =>
      readOnly((): E.Either<StoreFailure, Page<Records[K]>> => {
        const { asked, compared, possible } = readFilter(kind, filter);
        if (!possible) return E.right({ items: [] });
        const { rows, next } = findPage(kind, asked, compared, countMax, after);
        return pipe(
          rows,
          E.traverseArray((row: RecordTable & Address) => fromRow(cipher, kind, row, row)),
          E.map((items) => (next === undefined ? { items } : { items, next })),
        );
      }),
    denyList: (organization, after, countMax) =>
      readOnly(() => {
        const rows = denyList.all({ organization, after, countMax }) as readonly Pick<RecordTable, 'body'>[];
        return E.traverseArray(fromDenyListRow)(rows);
      }),
    dayLines: (organization, day) =>
      readOnly(() => E.traverseArray(fromDayLineRow)(dayLines.all({ organization, day }))),
    history: (organization, { kind, id }, countMax) =>
      readOnly(() => {
        const rows = history.all({ organization, subject_kind: kind, subject_id: id, countMax });
        return E.traverseArray((row: EventTable) => fromEventRow(cipher, row))(rows as readonly EventTable[]);
      }),
  };
};

/** One look; it never waits for a writer. */
export const readOnly =
  <A>(look: () => E.Either<StoreFailure, A>): TaskEither<StoreFailure, A> =>
  async () => {
    try {
      return look();
    } catch (cause) {
      return E.left(isBusy(cause) ? { type: 'StoreBusy', retryAfterMs: 100 } : unavailable(cause));
    }
  };
