import { Kysely, PostgresDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Pool } from 'pg';
import { postgresFirstTables } from './migrations/postgres-0001-first-tables.ts';
import { whileLocked } from './postgres-connections.ts';

/** Every step ever taken, by name; a step that was released is never changed. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': postgresFirstTables,
};

/**
 * All or nothing, in one transaction, and one process after the other. On connections of its own: a step may take longer
 * than any statement of daily work.
 */
export const migratePostgres = (url: string): Promise<void> =>
  whileLocked(url, async () => {
    const pool = new Pool({ connectionString: url, application_name: 'facepay migration', max: 1 });
    pool.on('error', () => undefined);
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    try {
      const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
      const { error } = await migrator.migrateToLatest();
      if (error !== undefined) throw new Error('migration failed', { cause: error });
    } finally {
      await db.destroy();
    }
  });
