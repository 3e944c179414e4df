import {
  type Compilable,
  DummyDriver,
  Kysely,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Kind, Queue } from '@facepay/domain';
import { dayLinesOf as dayLinesBy } from './day-lines-query.ts';
import { argsOf, createCommonQueries, readColumns } from './common-queries.ts';
import { countArg, numberArg, textArg } from './statement-arguments.ts';
import type { RecordTable, Tables } from './tables.ts';

/** Builds text and never runs it: the statements run prepared and synchronously on the driver. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

export const { upsertRecord, insertEvent, takeLease, relayPosition, denyListOf } = createCommonQueries(build);

export const selectRecord = (kind: Kind): Compilable =>
  build
    .selectFrom(kind)
    .select(readColumns(kind))
    .where('organization', '=', textArg('organization'))
    .where('key', '=', textArg('key'));

/** Naming a column rewrites its index, so only what differs is named. */
export const updateRecord = (kind: Kind, columns: readonly (keyof RecordTable)[]): Compilable =>
  build
    .updateTable(kind)
    .set(argsOf(columns))
    .where('organization', '=', textArg('organization'))
    .where('key', '=', textArg('key'));
/** Due and unleased, the longest due first; each gets a lease and the next fencing number (`storage.md` §4). */
export const claimDue = (queue: Queue): Compilable =>
  build
    .updateTable(queue)
    .set({ lease_until: numberArg('until'), fence: sql<number>`fence + 1` })
    .where(
      sql.ref('rowid'),
      'in',
      build
        .selectFrom(queue)
        .select(sql.ref('rowid').as('rowid'))
        .where('due_at', '<=', numberArg('now'))
        .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', numberArg('now'))]))
        .orderBy('due_at')
        .orderBy('key')
        .orderBy('organization')
        .limit(countArg('countMax')),
    )
    .returning(['organization', 'key', 'fence', 'due_at']);

/**
 * The position of an event is its rowid: one connection writes at a time, so that is the order of commit, without gaps,
 * and no event is ever deleted. Numbering moves the line up to which readers see them, and touches none of them.
 */
export const numberEvents = (): Compilable =>
  build
    .updateTable('lease')
    .set({ position: sql<number>`min(position + ${numberArg('countMax')}, ${lastEvent})` })
    .where('organization', '=', textArg('organization'))
    .where('key', '=', textArg('key'))
    .where('position', '<', lastEvent);
const lastEvent = sql<number>`(select coalesce(max(rowid), 0) from event)`;
export const numberedEvents = (): Compilable =>
  build
    .selectFrom('event')
    .selectAll()
    .select(sql<number>`rowid`.as('position'))
    .where(sql<number>`rowid`, '>', numberArg('position'))
    .where(sql<number>`rowid`, '<=', numberArg('last'))
    .orderBy(sql`rowid`)
    .limit(countArg('countMax'));

export const dayLinesOf = (): Compilable =>
  dayLinesBy(build, {
    text: (name) => sql<string | null>`json_extract(deduction.body, ${sql.lit(`$.${name}`)})`,
    whole: (name) => sql<number | null>`json_extract(deduction.body, ${sql.lit(`$.${name}`)})`,
    refunded: sql<number | null>`(select sum(json_extract(line.value, '$.amount'))
      from json_each("refundBook".body, '$.lines') as line where json_extract(line.value, '$.status') = 'refunded')`,
  });

export const historyOf = (): Compilable =>
  build
    .selectFrom('event')
    .selectAll()
    .where('organization', '=', textArg('organization'))
    .where('subject_kind', '=', textArg('subject_kind'))
    .where('subject_id', '=', textArg('subject_id'))
    .orderBy(sql`rowid`)
    .limit(countArg('countMax'));
