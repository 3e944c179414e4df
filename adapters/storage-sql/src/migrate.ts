import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { firstTables } from './migrations/0001-first-tables.ts';

/** Every step ever taken, by name; a step that was released is never changed. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
};

/**
 * All or nothing: the whole run goes into the transaction that the caller has begun, so that a second process waits for
 * the first, and one that is killed half-way leaves nothing behind.
 */
export const migrate = async (database: Database.Database): Promise<void> => {
  // Not destroyed: that would close the connection, which belongs to the caller.
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  try {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw new Error('migration failed', { cause: error });
    database.exec('commit');
  } catch (cause) {
    if (database.inTransaction) database.exec('rollback');
    throw cause;
  }
};
