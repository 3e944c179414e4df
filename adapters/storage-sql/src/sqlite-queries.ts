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
import { arg } from './statement.ts';
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
    .where('organization', '=', arg<string>('organization'))
    .where('key', '=', arg<string>('key'));

export const upsertRecord = (kind: Kind): Compilable => {
  const row = Object.fromEntries(columnsOf(kind).map((column) => [column, arg(column)]));
  const { organization: _, key: __, ...rest } = row;
  return build
    .insertInto(kind)
    .values({ organization: arg('organization'), key: arg('key'), body: arg('body'), ...row } as never)
    .onConflict((conflict) => conflict.columns(['organization', 'key']).doUpdateSet(rest));
};

/** Due and unleased, the longest due first; each gets a lease and the next fencing number (`storage.md` §4). */
export const claimDue = (queue: Queue): Compilable =>
  build
    .updateTable(queue)
    .set({ lease_until: arg<number>('until'), fence: sql<number>`fence + 1` })
    .where(
      sql.ref('rowid'),
      'in',
      build
        .selectFrom(queue)
        .select(sql.ref('rowid').as('rowid'))
        .where('due_at', '<=', arg<number>('now'))
        .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', arg<number>('now'))]))
        .orderBy('due_at')
        .orderBy('key')
        .orderBy('organization')
        .limit(arg<number>('countMax')),
    )
    .returning(['organization', 'key', 'fence', 'due_at']);

export const insertEvent = (): Compilable =>
  build
    .insertInto('event')
    .values({
      organization: arg<string>('organization'),
      key: arg<string>('key'),
      subject_kind: arg<string>('subject_kind'),
      subject_id: arg<string>('subject_id'),
      at: arg<number>('at'),
      body: arg<string>('body'),
      arrival: sql<number>`(select coalesce(max(arrival), 0) + 1 from event)`,
      position: null,
    })
    .onConflict((conflict) => conflict.columns(['organization', 'key']).doNothing());

/** Touches a row only where the lease is free, run out, or the holder's own. */
export const takeLease = (): Compilable =>
  build
    .insertInto('lease')
    .values({ organization: arg('organization'), key: arg('key'), holder: arg('holder'), until: arg('until') })
    .onConflict((conflict) =>
      conflict
        .columns(['organization', 'key'])
        .doUpdateSet({ holder: arg<string>('holder'), until: arg<number>('until') })
        .where((eb) =>
          eb.or([eb('lease.holder', '=', arg<string>('holder')), eb('lease.until', '<', arg<number>('now'))]),
        ),
    );
export const lastPosition = (): Compilable =>
  build.selectFrom('event').select((eb) => eb.fn.coalesce(eb.fn.max('position'), sql<number>`0`).as('last'));
export const unnumberedEvents = (): Compilable =>
  build
    .selectFrom('event')
    .select('arrival')
    .where('position', 'is', null)
    .orderBy('arrival')
    .limit(arg<number>('countMax'));
export const numberEvent = (): Compilable =>
  build
    .updateTable('event')
    .set({ position: arg<number>('position') })
    .where('arrival', '=', arg<number>('arrival'))
    .where('position', 'is', null);
export const numberedEvents = (): Compilable =>
  build
    .selectFrom('event')
    .selectAll()
    .where('position', '>', arg<number>('position'))
    .orderBy('position')
    .limit(arg<number>('countMax'));

export const historyOf = (): Compilable =>
  build
    .selectFrom('event')
    .selectAll()
    .where('organization', '=', arg<string>('organization'))
    .where('subject_kind', '=', arg<string>('subject_kind'))
    .where('subject_id', '=', arg<string>('subject_id'))
    .orderBy('arrival')
    .limit(arg<number>('countMax'));

/** A page of a list, compared on the given columns; every argument of that name must be handed in. */
export const pageOf = (kind: ListedKind, compared: readonly ListColumn[]): Compilable =>
  compared.reduce(
    (query, column) =>
      query.where(
        column === 'tenant' && scopeOf[kind] === 'organization' ? 'organization' : column,
        '=',
        arg<string>(column),
      ),
    build
      .selectFrom(kind)
      .select(['organization', 'key', 'body', ...(isQueue(kind) ? (['due_at', 'lease_until', 'fence'] as const) : [])])
      .where((eb) =>
        eb(
          eb.refTuple('organization', 'key'),
          '>',
          eb.tuple(arg<string>('afterOrganization'), arg<string>('afterKey')),
        ),
      )
      .orderBy('organization')
      .orderBy('key')
      .limit(arg<number>('countMax')),
  );
