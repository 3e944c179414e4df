import type Database from 'better-sqlite3';
import { type Compilable, type RawBuilder, sql } from 'kysely';
import type { SqlValue } from './tables.ts';

type Args = Readonly<Record<string, SqlValue>>;
/** Built by kysely once, prepared once, run synchronously ever after. */
export interface Statement {
  readonly run: (args: Args) => number;
  readonly get: (args: Args) => unknown;
  readonly all: (args: Args) => readonly unknown[];
}

/** A place in a query where the argument of that name goes. */
export const textArg = (name: string): RawBuilder<string> => sql<string>`${new Argument(name)}`;
export const numberArg = (name: string): RawBuilder<number> => sql<number>`${new Argument(name)}`;
export const blobArg = (name: string): RawBuilder<Uint8Array | null> => sql<Uint8Array | null>`${new Argument(name)}`;
class Argument {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export const prepare = (database: Database.Database, query: Compilable): Statement => {
  const { sql: text, parameters } = query.compile();
  const statement = database.prepare(text);
  const values = parameters.map((parameter) => (parameter instanceof Argument ? undefined : parameter));
  const names = parameters.map((parameter) => (parameter instanceof Argument ? parameter.name : undefined));
  const bind = (args: Args): unknown[] =>
    names.map((name, index) => {
      if (name === undefined) return values[index];
      const value = args[name];
      if (value === undefined) throw new Error(`no value for ${name}`);
      return value;
    });
  return {
    run: (args) => statement.run(...bind(args)).changes,
    get: (args) => statement.get(...bind(args)),
    all: (args) => statement.all(...bind(args)),
  };
};
