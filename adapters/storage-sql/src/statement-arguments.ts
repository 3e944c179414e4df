import { type Compilable, type RawBuilder, sql } from 'kysely';

/** A place in a query where the argument of that name goes. */
export const textArg = (name: string): RawBuilder<string> => sql<string>`${new Argument(name)}`;
export const numberArg = (name: string): RawBuilder<number> => sql<number>`${new Argument(name)}`;
/** For `limit` and `offset`: where a bare number is bound there, SQLite prepares the statement anew for every call. */
export const countArg = (name: string): RawBuilder<number> => sql<number>`cast(${new Argument(name)} as integer)`;
export const blobArg = (name: string): RawBuilder<Uint8Array | null> => sql<Uint8Array | null>`${new Argument(name)}`;
class Argument {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export interface CompiledQuery<Value> {
  readonly text: string;
  /** The values in the order of their places. Throws where one is missing. */
  readonly bind: (args: Readonly<Record<string, Value>>) => unknown[];
}
/** Built by kysely once; bound to other arguments each time. */
export const compileQuery = <Value>(query: Compilable): CompiledQuery<Value> => {
  const { sql: text, parameters } = query.compile();
  const places = parameters.map((parameter) =>
    parameter instanceof Argument ? { name: parameter.name, value: undefined } : { name: undefined, value: parameter },
  );
  return {
    text,
    bind: (args) => {
      const values: unknown[] = [];
      for (const place of places) {
        if (place.name === undefined) {
          values.push(place.value);
          continue;
        }
        const value = args[place.name];
        if (value === undefined) throw new Error(`no value for ${place.name}`);
        values.push(value);
      }
      return values;
    },
  };
};
