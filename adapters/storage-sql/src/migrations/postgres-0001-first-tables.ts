import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import {
  createDenyIndex,
  knownStatus,
  legalEdges,
  legalOrderEdges,
  lists,
  queues,
  sealed,
} from './0001-first-tables.ts';

/** The same tables as on SQLite. Texts compare by their bytes, whatever the database's own language. */
export const postgresFirstTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const [kind, columns] of Object.entries(lists)) {
      await createRecordTable(db, kind, columns);
      for (const column of columns)
        await db.schema.createIndex(`${kind}_${column}`).on(kind).columns([column, 'organization', 'key']).execute();
    }
    await createDenyIndex(db);
    await createEvents(db);
    for (const statement of rules) await sql.raw(statement).execute(db);
  },
};

const text = sql`text collate "C"`;
const withAddress = (db: Kysely<unknown>, name: string): CreateTableBuilder<string, 'organization' | 'key'> =>
  db.schema
    .createTable(name)
    .addColumn('organization', text, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull());

const createRecordTable = async (db: Kysely<unknown>, kind: string, columns: readonly string[]): Promise<void> => {
  let table: CreateTableBuilder<string, string> = withAddress(db, kind)
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint(`${kind}_key`, ['organization', 'key']);
  if (sealed.has(kind)) table = table.addColumn('sealed', 'bytea');
  for (const column of columns) table = table.addColumn(column, text);
  if (queues.has(kind))
    table = table
      .addColumn('due_at', 'bigint')
      .addColumn('lease_until', 'bigint')
      .addColumn('fence', 'bigint', (column) => column.notNull().defaultTo(0));
  if (kind === 'deduction') table = table.addCheckConstraint('deduction_status', sql.raw(knownStatus));
  if (kind === 'member') table = table.addColumn('deny_version', 'bigint');
  await table.execute();
  if (queues.has(kind))
    await db.schema
      .createIndex(`${kind}_due`)
      .on(kind)
      .columns(['due_at', 'key'])
      .where(sql.ref('due_at'), 'is not', null)
      .execute();
};

/** `arrived` is the order of writing; `position` is given after the commit, by the relay (`storage.md` §4). */
const createEvents = async (db: Kysely<unknown>): Promise<void> => {
  await withAddress(db, 'event')
    .addColumn('subject_kind', text, (column) => column.notNull())
    .addColumn('subject_id', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('sealed', 'bytea')
    .addColumn('arrived', 'bigint', (column) => column.notNull().generatedAlwaysAsIdentity())
    .addColumn('position', 'bigint')
    .addPrimaryKeyConstraint('event_key', ['organization', 'subject_kind', 'subject_id', 'key'])
    .execute();
  const event = db.schema.createIndex('event_unnumbered').on('event').column('arrived');
  await event.where(sql.ref('position'), 'is', null).execute();
  await db.schema.createIndex('event_position').on('event').column('position').unique().execute();
  await withAddress(db, 'lease')
    .addColumn('holder', text, (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('lease_key', ['organization', 'key'])
    .execute();
};

const rules = [
  `create function refuse_edge() returns trigger language plpgsql as
   $$ begin raise exception 'illegal edge of a deduction'; end $$`,
  `create trigger deduction_edge before update on deduction for each row
   when (old.status <> new.status and not ${legalEdges}) execute function refuse_edge()`,
  `create function refuse_order_edge() returns trigger language plpgsql as
   $$ begin raise exception 'illegal edge of a service order'; end $$`,
  `create trigger payscore_order_edge before update on "payscoreOrder" for each row
   when (old.status <> new.status and not ${legalOrderEdges}) execute function refuse_order_edge()`,
  `create function refuse_delete() returns trigger language plpgsql as
   $$ begin raise exception 'events are never deleted'; end $$`,
  `create trigger event_stays before delete or truncate on event for each statement execute function refuse_delete()`,
];
