import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { Client } from 'pg';

/** One hash over every row of every table of a file: two equal ones mean that nothing was stored in between. */
export const digestOfSqlite = (file: string): string => {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database.prepare(`select name from sqlite_master where type = 'table' order by name`).pluck().all();
    return hashOf(
      tables.map((table) => [
        String(table),
        database
          .prepare(`select * from "${String(table)}"`)
          .raw()
          .all(),
      ]),
    );
  } finally {
    database.close();
  }
};

/** The same of a database on PostgreSQL. */
export const digestOfPostgres = async (url: string): Promise<string> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' order by table_name`,
    );
    const tables: [string, readonly unknown[]][] = [];
    for (const { name } of rows)
      tables.push([name, (await client.query({ text: `select * from "${name}"`, rowMode: 'array' })).rows]);
    return hashOf(tables);
  } finally {
    await client.end();
  }
};

const hashOf = (tables: readonly (readonly [name: string, rows: readonly unknown[]])[]): string => {
  const hash = createHash('sha256');
  for (const [name, rows] of tables) {
    const lines = rows.map((row) => JSON.stringify(row)).sort();
    hash.update(`${name} ${lines.length}\n${lines.join('\n')}\n`);
  }
  return hash.digest('hex');
};
