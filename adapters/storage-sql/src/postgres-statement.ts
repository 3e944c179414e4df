import type { Compilable } from 'kysely';
import type { Ask, Answer } from './postgres-transactions.ts';
import { compileQuery } from './statement-arguments.ts';
import type { SqlValue } from './tables.ts';

type Args = Readonly<Record<string, SqlValue | readonly string[]>>;
/** Built by kysely once, prepared once per connection under this name. */
export type PostgresStatement = (ask: Ask, args: Args) => Promise<Answer>;

export const postgresStatement = (name: string, query: Compilable): PostgresStatement => {
  const { text, bind } = compileQuery<SqlValue | readonly string[]>(query);
  return (ask, args) => ask({ name, text, values: bind(args) });
};
