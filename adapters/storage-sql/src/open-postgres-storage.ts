import { createFieldCipher } from './field-cipher.ts';
import type { SqlStorage } from './open-sqlite-storage.ts';
import { assertSettings, openPool, type PostgresConnectionOptions } from './postgres-connections.ts';
import { createPostgresDueWork } from './postgres-due-work.ts';
import { createPostgresEventLog } from './postgres-event-log.ts';
import { migratePostgres } from './postgres-migrate.ts';
import { createPostgresReads } from './postgres-reads.ts';
import { createPostgresStorage } from './postgres-storage.ts';
import { createPostgresTransactions, type RetryOptions } from './postgres-transactions.ts';

export interface PostgresStorageOptions extends PostgresConnectionOptions, RetryOptions {
  /** `keyId:base64` of 32 bytes each, the newest first. */
  readonly fieldKeys: readonly string[];
  /** For nonces: unpredictable is not needed, never repeating under one key is. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Only in tests: a server that may forget everything when it is killed. */
  readonly throwAway?: boolean;
}

/**
 * Opens, migrates and checks the database; several processes may do so at once. Rejects where a key is missing or short,
 * the server cannot be reached, or a setting that durability rests on does not hold: such a process must not start.
 */
export const openPostgresStorage = async (options: PostgresStorageOptions): Promise<SqlStorage> => {
  const cipher = createFieldCipher(options.fieldKeys, options.randomBytes);
  await migratePostgres(options.url);
  const pool = openPool(options);
  try {
    await assertSettings(pool, options.throwAway ?? false);
  } catch (cause) {
    await pool.end();
    throw cause;
  }
  const transactions = createPostgresTransactions(pool, options);
  return {
    storage: createPostgresStorage(transactions, cipher),
    reads: createPostgresReads(transactions, cipher),
    dueWork: createPostgresDueWork(transactions),
    eventLog: createPostgresEventLog(transactions, cipher),
    close: transactions.close,
  };
};
