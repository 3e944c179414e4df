import type { Kind } from '@facepay/domain';
import type Database from 'better-sqlite3';
import type { Compilable } from 'kysely';
import { compileQuery } from './statement-arguments.ts';
import { kinds, type SqlValue } from './tables.ts';

type Args = Readonly<Record<string, SqlValue>>;
/** Built by kysely once, prepared once, run synchronously ever after. */
export interface Statement {
  readonly run: (args: Args) => number;
  readonly get: (args: Args) => unknown;
  readonly all: (args: Args) => readonly unknown[];
}

export const prepare = (database: Database.Database, query: Compilable): Statement => {
  const { text, bind } = compileQuery<SqlValue>(query);
  const statement = database.prepare(text);
  return {
    run: (args) => statement.run(...bind(args)).changes,
    get: (args) => statement.get(...bind(args)),
    all: (args) => statement.all(...bind(args)),
  };
};

export const perKind = <A>(make: (kind: Kind) => A): Readonly<Record<Kind, A>> =>
  Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, A>;
