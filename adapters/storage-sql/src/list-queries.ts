import type { ListedKind } from '@facepay/domain';
import { type Compilable, type RawBuilder, sql } from 'kysely';
import { readColumns } from './common-queries.ts';
import { nameIn } from './list-filter.ts';
import { build } from './sqlite-queries.ts';
import { countArg, textArg } from './statement-arguments.ts';
import type { ListColumn } from './tables.ts';

/**
 * A page of a list, compared on the given columns; every argument of that name must be handed in. It follows the keys,
 * or, with `by`, the index of that column: then it sorts all that it finds there, so that must be few.
 */
export const pageOf = (kind: ListedKind, compared: readonly ListColumn[], by?: ListColumn): Compilable => {
  const [organization, key] =
    by === undefined ? [sql.ref('organization'), sql.ref('key')] : [off('organization'), off('key')];
  const query = build
    .selectFrom(kind)
    .select(['organization', 'key', ...readColumns(kind)])
    .where(sql<boolean>`(${organization}, ${key}) > (${textArg('afterOrganization')}, ${textArg('afterKey')})`)
    .where(sql<boolean>`(${organization}, ${key}) <= (${textArg('edgeOrganization')}, ${textArg('edgeKey')})`);
  return compared
    .reduce((now, column) => {
      const named = nameIn(kind, column);
      const used =
        named === 'organization' ? organization : by === undefined || by === column ? sql.ref(named) : off(named);
      return now.where(used, '=', textArg(column));
    }, query)
    .orderBy(organization)
    .orderBy(key)
    .limit(countArg('countMax'));
};

/** How many have this value, counted up to `countMax`: only the index is looked at. */
export const countOf = (kind: ListedKind, column: ListColumn): Compilable =>
  build
    .selectFrom(
      build
        .selectFrom(kind)
        .select(sql<number>`1`.as('one'))
        .where(column, '=', textArg(column))
        .limit(countArg('countMax'))
        .as('found'),
    )
    .select(sql<number>`count(*)`.as('count'));

/** The key so many rows further on, where a look must stop that finds too little. */
export const edgeOf = (kind: ListedKind, tenant: boolean): Compilable => {
  const query = build
    .selectFrom(kind)
    .select(['organization', 'key'])
    .where((eb) =>
      eb(eb.refTuple('organization', 'key'), '>', eb.tuple(textArg('afterOrganization'), textArg('afterKey'))),
    );
  return (tenant ? query.where(nameIn(kind, 'tenant'), '=', textArg('tenant')) : query)
    .orderBy('organization')
    .orderBy('key')
    .limit(sql<number>`1`)
    .offset(countArg('countMax'));
};

/** The column, but no index of it. */
const off = (column: string): RawBuilder<string> => sql<string>`+${sql.ref(column)}`;
