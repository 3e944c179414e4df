import Database from 'better-sqlite3';
import { Client } from 'pg';

/** A writer that does not end: nobody else writes until it is let go. */
export const lockSqlite = (file: string): (() => Promise<void>) => {
  const other = new Database(file);
  other.exec('begin immediate');
  return () => {
    other.exec('rollback');
    other.close();
    return Promise.resolve();
  };
};

/** The same by a lock on every table of records. */
export const lockPostgres = async (url: string): Promise<() => Promise<void>> => {
  const other = new Client({ connectionString: url });
  await other.connect();
  await other.query('begin');
  const { rows } = await other.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by table_name`,
  );
  await other.query(`lock table ${rows.map(({ name }) => `"${name}"`).join(', ')} in share row exclusive mode`);
  return async () => {
    await other.query('rollback');
    await other.end();
  };
};
