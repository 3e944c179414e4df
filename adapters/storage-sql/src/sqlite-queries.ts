import {
  type Compilable,
  DummyDriver,
  Kysely,
  type RawBuilder,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Kind, Queue } from '@facepay/domain';
import { blobArg, numberArg, textArg } from './statement.ts';
import { columnsOf, type RecordTable, type Tables } from './tables.ts';

/** Builds text and never runs it: the statements run prepared and synchronously on the driver. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

export const readColumns = (kind: Kind) => columnsOf(kind).filter((column) => !listOnly.has(column));
const listOnly: ReadonlySet<string> = new Set(['organization', 'key', 'tenant', 'status', 'member', 'device', 'day']);

export const selectRecord = (kind: Kind): Compilable =>
  build
    .selectFrom(kind)
    .select(readColumns(kind))
    .where('organization', '=', textArg('organization'))
    .where('key', '=', textArg('key'));

export const upsertRecord = (kind: Kind): Compilable => {
  const key = { organization: textArg('organization'), key: textArg('key') };
  const columns = columnsOf(kind).filter((column) => column !== 'organization' && column !== 'key');
  return build
    .insertInto(kind)
    .values({ ...key, ...argsOf(columns) })
    .onConflict((conflict) =>
      conflict
        .columns(['organization', 'key'])
        .doUpdateSet(Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)]))),
    );
};
/** Naming a column rewrites its index, so only what differs is named. */
export const updateRecord = (kind: Kind, columns: readonly (keyof RecordTable)[]): Compilable =>
  build
    .updateTable(kind)
    .set(argsOf(columns))
    .where('organization', '=', textArg('organization'))
    .where('key', '=', textArg('key'));
const argsOf = (columns: readonly (keyof RecordTable)[]): { readonly body: RawBuilder<string> } => ({
  body: textArg('body'),
  ...Object.fromEntries(columns.map((column) => [column, textArg(column)])),
});

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
        .limit(numberArg('countMax')),
    )
    .returning(['organization', 'key', 'fence', 'due_at']);

export const insertEvent = (): Compilable =>
  build
    .insertInto('event')
    .values({
      organization: textArg('organization'),
      key: textArg('key'),
      subject_kind: textArg('subject_kind'),
      subject_id: textArg('subject_id'),
      at: numberArg('at'),
      body: textArg('body'),
      sealed: blobArg('sealed'),
    })
    .onConflict((conflict) => conflict.columns(['organization', 'subject_kind', 'subject_id', 'key']).doNothing());

/** Touches a row only where the lease is free, run out, or the holder's own. */
export const takeLease = (): Compilable =>
  build
    .insertInto('lease')
    .values({
      organization: textArg('organization'),
      key: textArg('key'),
      holder: textArg('holder'),
      until: numberArg('until'),
      position: 0,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization', 'key'])
        .doUpdateSet({ holder: textArg('holder'), until: numberArg('until') })
        .where((eb) => eb.or([eb('lease.holder', '=', textArg('holder')), eb('lease.until', '<', numberArg('now'))])),
    );
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
export const relayPosition = (): Compilable =>
  build
    .selectFrom('lease')
    .select('position')
    .where('organization', '=', textArg('organization'))
    .where('key', '=', textArg('key'));
export const numberedEvents = (): Compilable =>
  build
    .selectFrom('event')
    .selectAll()
    .select(sql<number>`rowid`.as('position'))
    .where(sql<number>`rowid`, '>', numberArg('position'))
    .where(sql<number>`rowid`, '<=', numberArg('last'))
    .orderBy(sql`rowid`)
    .limit(numberArg('countMax'));

export const historyOf = (): Compilable =>
  build
    .selectFrom('event')
    .selectAll()
    .where('organization', '=', textArg('organization'))
    .where('subject_kind', '=', textArg('subject_kind'))
    .where('subject_id', '=', textArg('subject_id'))
    .orderBy(sql`rowid`)
    .limit(numberArg('countMax'));
