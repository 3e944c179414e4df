import type { Kind, ListedKind, Queue } from '@facepay/domain';
import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { createCommonQueries, readColumns } from './common-queries.ts';
import { dayLinesOf as dayLinesBy } from './day-lines-query.ts';
import { nameIn } from './list-filter.ts';
import { numberArg, textArg } from './statement-arguments.ts';
import type { EventTable, ListColumn, Tables } from './tables.ts';

interface PostgresTables extends Omit<Tables, 'event'> {
  readonly event: EventTable & { readonly arrived: number; position: number | null };
}
const dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};
/** Builds text and never runs it. */
const build = new Kysely<PostgresTables>({ dialect });

export const { upsertRecord, insertEvent, takeLease, relayPosition, denyListOf } = createCommonQueries(
  new Kysely<Tables>({ dialect }),
);

/** All that a work reads of one table. */
export const selectRecords = (kind: Kind): Compilable =>
  build
    .selectFrom(kind)
    .select(['key', ...readColumns(kind)])
    .where('organization', '=', textArg('organization'))
    .where(sql<boolean>`key = any(${textArg('keys')})`);

/** Due and unleased, the longest due first; what another claimer has under its hand is left to it (`storage.md` §4). */
export const claimDue = (queue: Queue): Compilable =>
  build
    .with('due', (db) =>
      db
        .selectFrom(queue)
        .select(['organization', 'key'])
        .where('due_at', '<=', numberArg('now'))
        .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', numberArg('now'))]))
        .orderBy('due_at')
        .orderBy('key')
        .orderBy('organization')
        .limit(numberArg('countMax'))
        .forUpdate()
        .skipLocked(),
    )
    .updateTable(`${queue} as claimed`)
    .from('due')
    .set({ lease_until: numberArg('until'), fence: sql<number>`claimed.fence + 1` })
    .whereRef('claimed.organization', '=', 'due.organization')
    .whereRef('claimed.key', '=', 'due.key')
    .returning(['claimed.organization', 'claimed.key', 'claimed.fence', 'claimed.due_at']);

/** The next numbers, behind `position`, to events that have none; only the holder of the lease runs it. */
export const numberEvents = (): Compilable =>
  build
    .with('next', (db) =>
      db
        .selectFrom((inner) =>
          inner
            .selectFrom('event')
            .select('arrived')
            .where('position', 'is', null)
            .orderBy('arrived')
            .limit(numberArg('countMax'))
            .as('unnumbered'),
        )
        .select(['arrived', sql<number>`row_number() over (order by arrived)`.as('number')]),
    )
    .updateTable('event')
    .from('next')
    .set({ position: sql<number>`${numberArg('position')}::bigint + next.number` })
    .whereRef('event.arrived', '=', 'next.arrived')
    .where('event.position', 'is', null);
export const moveRelay = (): Compilable =>
  build
    .updateTable('lease')
    .set({ position: numberArg('position') })
    .where('organization', '=', textArg('organization'))
    .where('key', '=', textArg('key'));

const eventColumns = ['organization', 'key', 'subject_kind', 'subject_id', 'at', 'body', 'sealed'] as const;
export const numberedEvents = (): Compilable =>
  build
    .selectFrom('event')
    .select([...eventColumns, 'position'])
    .where('position', '>', numberArg('position'))
    .orderBy('position')
    .limit(numberArg('countMax'));
export const dayLinesOf = (): Compilable =>
  dayLinesBy(new Kysely<Tables>({ dialect }), {
    text: (name) => sql<string | null>`deduction.body::json ->> ${sql.lit(name)}`,
    whole: (name) => sql<number | null>`(deduction.body::json ->> ${sql.lit(name)})::bigint`,
    refunded: sql<number | null>`(select sum((line ->> 'amount')::bigint)
      from json_array_elements("refundBook".body::json -> 'lines') as line where line ->> 'status' = 'refunded')`,
  });
export const historyOf = (): Compilable =>
  build
    .selectFrom('event')
    .select(eventColumns)
    .where('organization', '=', textArg('organization'))
    .where('subject_kind', '=', textArg('subject_kind'))
    .where('subject_id', '=', textArg('subject_id'))
    .orderBy('arrived')
    .limit(numberArg('countMax'));

/** A page of a list behind a place, in the order of keys, compared on the given columns. */
export const pageOf = (kind: ListedKind, compared: readonly ListColumn[]): Compilable =>
  compared
    .reduce(
      (query, column) => query.where(nameIn(kind, column), '=', textArg(column)),
      build
        .selectFrom(kind)
        .select(['organization', 'key', ...readColumns(kind)])
        .where(sql<boolean>`(organization, key) > (${textArg('afterOrganization')}, ${textArg('afterKey')})`),
    )
    .orderBy('organization')
    .orderBy('key')
    .limit(numberArg('countMax'));
