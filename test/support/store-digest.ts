import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { Client } from 'pg';

/** One hash over every row of every table of a file: two equal ones mean that nothing was stored in between. */
export const digestOfSqlite = (file: string): string => {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database.prepare(`select name from sqlite_master where type = 'table' order by name`).pluck().all();
    const hash = createHash('sha256');
    for (const table of tables) {
      const rows = database
        .prepare(`select * from "${String(table)}"`)
        .raw()
        .all();
      const lines = rows.map((row) => JSON.stringify(row)).sort();
      hash.update(`${String(table)} ${lines.length}\n${lines.join('\n')}\n`);
    }
    return hash.digest('hex');
  } finally {
    database.close();
  }
};

/** The same of a database on PostgreSQL, on a connection that is kept for the next time. */
export const watchPostgres = (url: string) => {
  let connected: Promise<Client> | undefined;
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined); // dropped together with its database
    await client.connect();
    return client;
  };
  return {
    digest: async (): Promise<string> => {
      const client = await (connected ??= connect());
      const { rows } = await client.query<{ name: string }>(
        `select table_name as name from information_schema.tables where table_schema = 'public' order by table_name`,
      );
      const ofEach = rows.map(({ name }) => `select '${name}' as name, ${hashOfRows} as rows from "${name}" t`);
      const { rows: tables } = await client.query<{ name: string; rows: string }>(ofEach.join(' union all '));
      return createHash('sha256').update(JSON.stringify(tables)).digest('hex');
    },
    stop: async (): Promise<void> => (await connected)?.end(),
  };
};
const hashOfRows = `count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '')`;
