import type { Kind } from '@facepay/domain';
import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';
import { blobArg, countArg, numberArg, textArg } from './statement-arguments.ts';
import { columnsOf, type RecordTable, type Tables } from './tables.ts';

/** What is read back of a record: the columns of lists repeat what the body says. */
export const readColumns = (kind: Kind) => columnsOf(kind).filter((column) => !listOnly.has(column));
const listOnly: ReadonlySet<string> = new Set([
  'organization',
  'key',
  'tenant',
  'status',
  'member',
  'device',
  'day',
  'deny_version',
]);

export const argsOf = (columns: readonly (keyof RecordTable)[]): { readonly body: RawBuilder<string> } => ({
  body: textArg('body'),
  ...Object.fromEntries(columns.map((column) => [column, textArg(column)])),
});

/** The statements that read the same in every dialect; `build` only builds, and runs nothing. */
export const createCommonQueries = (build: Kysely<Tables>) => ({
  upsertRecord: (kind: Kind): Compilable => {
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
  },

  insertEvent: (): Compilable =>
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
      .onConflict((conflict) => conflict.columns(['organization', 'subject_kind', 'subject_id', 'key']).doNothing()),

  /** Touches a row only where the lease is free, run out, or the holder's own. */
  takeLease: (): Compilable =>
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
      ),

  denyListOf: (): Compilable =>
    build
      .selectFrom('member')
      .select('body')
      .where('organization', '=', textArg('organization'))
      .where('deny_version', '>', numberArg('after'))
      .orderBy('deny_version')
      .limit(countArg('countMax')),

  relayPosition: (): Compilable =>
    build
      .selectFrom('lease')
      .select(['holder', 'until', 'position'])
      .where('organization', '=', textArg('organization'))
      .where('key', '=', textArg('key')),
});
