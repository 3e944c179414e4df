import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const lists: Readonly<Record<string, readonly string[]>> = {
  organization: ['tenant'],
  member: ['status', 'member'],
  device: ['tenant', 'status', 'device'],
  voucher: [],
  evidence: [],
  credential: [],
  deduction: ['status', 'member', 'device', 'day'],
  number: [],
  attempt: [],
  spending: [],
  notice: ['tenant', 'status', 'member'],
  refund: ['tenant', 'status', 'member', 'day'],
  refundBook: [],
  authinfo: [],
  cursor: [],
  alarm: ['tenant', 'status'],
  answer: [],
  task: [],
  payscoreOrder: ['status', 'day'],
  payscorePermission: [],
};
export const sealed = new Set([
  'member',
  'voucher',
  'evidence',
  'attempt',
  'authinfo',
  'notice',
  'refund',
  'answer',
  'payscoreOrder',
  'payscorePermission',
]);
export const queues = new Set(['deduction', 'notice', 'refund', 'task', 'payscoreOrder']);

/** A table per kind of record, events, leases, and the rule of legal status edges stated by the database itself. */
export const firstTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const [kind, columns] of Object.entries(lists)) {
      await createRecordTable(db, kind, columns);
      if (queues.has(kind)) await addQueue(db, kind);
      if (kind === 'member') await db.schema.alterTable(kind).addColumn('deny_version', 'integer').execute();
      for (const column of columns) await createListIndex(db, kind, column);
    }
    await createDenyIndex(db);
    await createEvents(db);
    await sql.raw(deductionEdges).execute(db);
    await sql.raw(orderEdges).execute(db);
  },
};

/**
 * Keys of deductions and of notices come in no order, and an index of those is written to at another place for every row.
 * Most notices are about no member.
 */
const createListIndex = (db: Kysely<unknown>, kind: string, column: string): Promise<void> => {
  const index = db.schema.createIndex(`${kind}_${column}`).on(kind);
  if (!queues.has(kind)) return index.columns([column, 'organization', 'key']).execute();
  return index.column(column).where(sql.ref(column), 'is not', null).execute();
};

/** Terminals ask what changed since a version of their organization's list. */
export const createDenyIndex = (db: Kysely<unknown>): Promise<void> =>
  db.schema
    .createIndex('member_deny')
    .on('member')
    .columns(['organization', 'deny_version'])
    .where(sql.ref('deny_version'), 'is not', null)
    .execute();

const createRecordTable = async (db: Kysely<unknown>, kind: string, columns: readonly string[]): Promise<void> => {
  let table = db.schema
    .createTable(kind)
    .addColumn('organization', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint(`${kind}_key`, ['organization', 'key']);
  if (sealed.has(kind)) table = table.addColumn('sealed', 'blob');
  for (const column of columns) table = table.addColumn(column, 'text');
  if (kind === 'deduction') table = table.addCheckConstraint('deduction_status', sql.raw(knownStatus));
  await table.execute();
};

const addQueue = async (db: Kysely<unknown>, kind: string): Promise<void> => {
  await db.schema.alterTable(kind).addColumn('due_at', 'integer').execute();
  await db.schema.alterTable(kind).addColumn('lease_until', 'integer').execute();
  await db.schema
    .alterTable(kind)
    .addColumn('fence', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex(`${kind}_due`)
    .on(kind)
    .columns(['due_at', 'key'])
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
};

const createEvents = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('event')
    .addColumn('organization', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('subject_kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('sealed', 'blob')
    .addPrimaryKeyConstraint('event_key', ['organization', 'subject_kind', 'subject_id', 'key'])
    .execute();
  await sql.raw(eventsStay).execute(db);
  await db.schema
    .createTable('lease')
    .addColumn('organization', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('until', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('lease_key', ['organization', 'key'])
    .execute();
};

/** Their rowids are the positions that readers know, so they stay without gaps and in order. */
const eventsStay = `create trigger event_stays before delete on event
   begin select raise(abort, 'events are never deleted'); end`;

export const knownStatus = `status in ('received', 'held', 'reserved', 'in-flight', 'unknown', 'failed', 'paid', 'advanced',
  'repaid', 'refunded', 'dead')`;

/**
 * Which status may follow which from one commit to the next: `simulation.md` §1 stated once more, on purpose not taken
 * from the domain. received and failed reach in-flight directly, because "reserved" begins and ends inside one commit.
 */
export const legalEdges = `(
     (old.status = 'received' and new.status in ('reserved', 'in-flight', 'held', 'paid', 'advanced', 'repaid'))
     or (old.status = 'dead' and new.status in ('paid', 'advanced', 'repaid'))
     or (old.status = 'held' and new.status in ('received', 'dead', 'paid', 'advanced', 'repaid'))
     or (old.status = 'reserved' and new.status in ('in-flight', 'held'))
     or (old.status = 'in-flight' and new.status in ('paid', 'advanced', 'repaid', 'unknown', 'failed', 'held'))
     or (old.status = 'unknown' and new.status in ('paid', 'advanced', 'repaid', 'failed', 'in-flight', 'held'))
     or (old.status = 'failed'
         and new.status in ('reserved', 'in-flight', 'held', 'paid', 'advanced', 'repaid', 'unknown'))
     or (old.status = 'paid' and new.status = 'refunded')
     or (old.status = 'advanced' and new.status in ('repaid', 'refunded'))
     or (old.status = 'repaid' and new.status = 'refunded')
   )`;
const deductionEdges = `create trigger deduction_edge before update of status on deduction
   when old.status <> new.status and not ${legalEdges}
   begin select raise(abort, 'illegal edge of a deduction'); end`;

/**
 * What may be seen of a service order from one commit to the next, some steps being missed (INV-70): `payscore-wire.md` §6
 * stated once more, on purpose not taken from the domain. What is done, cancelled or expired stays so.
 */
export const legalOrderEdges = `(
     old.status in ('requested', 'refused')
     or (old.status = 'created' and new.status in ('in-service', 'awaiting-payment', 'done', 'revoked', 'expired'))
     or (old.status = 'in-service' and new.status in ('awaiting-payment', 'done', 'revoked'))
     or (old.status = 'awaiting-payment' and new.status in ('done', 'revoked'))
   )`;
const orderEdges = `create trigger payscore_order_edge before update of status on "payscoreOrder"
   when old.status <> new.status and not ${legalOrderEdges}
   begin select raise(abort, 'illegal edge of a service order'); end`;
