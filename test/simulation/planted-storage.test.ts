import { openSqliteStorage } from '@facepay/storage-sql';
import Database from 'better-sqlite3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realOptions } from '../conformance/storage-stores.ts';

test('INV-87: a migration that runs again is found by the second opening of a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'facepay-planted-'));
  try {
    const file = join(folder, 'facepay.sqlite');
    const reopen = async (): Promise<void> => (await openSqliteStorage(realOptions(file))).close();
    await reopen();
    await reopen();
    // The planted bug: nobody remembers which steps were taken.
    const database = new Database(file);
    database.exec('delete from kysely_migration');
    database.close();
    await expect(reopen()).rejects.toThrow('migration failed');
  } finally {
    await rm(folder, { recursive: true });
  }
});
