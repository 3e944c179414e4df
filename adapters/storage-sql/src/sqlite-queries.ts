import {
  type Compilable,
  DummyDriver,
  Kysely,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { type Kind, type ListedKind, type Queue, scopeOf } from '@facepay/domain';
import { numberArg, textArg } from './statement.ts';
import { columnsOf, isQueue, type ListColumn, type Tables } from './tables.ts';

/** Builds text and never runs it: the statements run prepared and synchronously on the driver. */
const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

export const selectRecord = (kind: Kind): Compilable =>
  build
    .selectFrom(kind)
    .select(isQueue(kind) ? ['body', 'due_at', 'lease_until', 'fence'] : ['body'])
    .where('organization', '=', textArg('organization'))
    .where('key', '=', textArg('key'));

export const upsertRecord = (kind: Kind): Compilable => {
  const key = { organization: textArg('organization'), key: textArg('key') };
  const columns = columnsOf(kind).filter((column) => column !== 'organization' && column !== 'key');
  const rest = { body: textArg('body'), ...Object.fromEntries(columns.map((column) => [column, textArg(column)])) };
  return build
    .insertInto(kind)
    .values({ ...key, ...rest })
    .onConflict((conflict) => conflict.columns(['organization', 'key']).doUpdateSet(rest));
};

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
      arrival: sql<number>`(select coalesce(max(arrival), 0) + 1 from event)`,
      position: null,
    })
    .onConflict((conflict) => conflict.columns(['organization', 'key']).doNothing());

/** Touches a row only where the lease is free, run out, or the holder's own. */
export const takeLease = (): Compilable =>
  build
    .insertInto('lease')
    .values({
      organization: textArg('organization'),
      key: textArg('key'),
      holder: textArg('holder'),
      until: numberArg('until'),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization', 'key'])
        .doUpdateSet({ holder: textArg('holder'), until: numberArg('until') })
        .where((eb) => eb.or([eb('lease.holder', '=', textArg('holder')), eb('lease.until', '<', numberArg('now'))])),
    );
export const lastPosition = (): Compilable =>
  build.selectFrom('event').select((eb) => eb.fn.coalesce(eb.fn.max('position'), sql<number>`0`).as('last'));
export const unnumberedEvents = (): Compilable =>
  build
    .selectFrom('event')
    .select('arrival')
    .where('position', 'is', null)
    .orderBy('arrival')
    .limit(numberArg('countMax'));
export const numberEvent = (): Compilable =>
  build
    .updateTable('event')
    .set({ position: numberArg('position') })
    .where('arrival', '=', numberArg('arrival'))
    .where('position', 'is', null);
export const numberedEvents = (): Compilable =>
  build
    .selectFrom('event')
    .selectAll()
    .where('position', '>', numberArg('position'))
    .orderBy('position')
    .limit(numberArg('countMax'));

export const historyOf = (): Compilable =>
  build
    .selectFrom('event')
    .selectAll()
    .where('organization', '=', textArg('organization'))
    .where('subject_kind', '=', textArg('subject_kind'))
    .where('subject_id', '=', textArg('subject_id'))
    .orderBy('arrival')
    .limit(numberArg('countMax'));

/** A page of a list, compared on the given columns; every argument of that name must be handed in. */
export const pageOf = (kind: ListedKind, compared: readonly ListColumn[]): Compilable =>
  compared.reduce(
    (query, column) =>
      query.where(
        column === 'tenant' && scopeOf[kind] === 'organization' ? 'organization' : column,
        '=',
        textArg(column),
      ),
    build
      .selectFrom(kind)
      .select(['organization', 'key', 'body', ...(isQueue(kind) ? (['due_at', 'lease_until', 'fence'] as const) : [])])
      .where((eb) =>
        eb(eb.refTuple('organization', 'key'), '>', eb.tuple(textArg('afterOrganization'), textArg('afterKey'))),
      )
      .orderBy('organization')
      .orderBy('key')
      .limit(numberArg('countMax')),
  );
