import { openPostgresStorage, openSqliteStorage } from '@facepay/storage-sql';
import { createSystemTimer, monotonicMs, randomBytes, randomFraction, turn } from '@facepay/system';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Settings } from './settings/settings.ts';
import type { Stores } from './stores.ts';

export interface OpenStoresOptions {
  /** How long the first of a group of works waits for others before they are committed together (SQLite); 0 by default. */
  readonly gatherMs?: number;
}

/** The database that the settings name, opened, checked and migrated. */
export const openStores = (
  { database, fieldKeys }: Pick<Settings, 'database' | 'fieldKeys'>,
  { gatherMs = 0 }: OpenStoresOptions = {},
): Promise<Stores> => {
  const { sleep } = createSystemTimer();
  const common = { fieldKeys, nowMs: monotonicMs, sleep, random: randomFraction, randomBytes };
  switch (database.type) {
    case 'sqlite':
      mkdirSync(dirname(database.file), { recursive: true });
      return openSqliteStorage({ ...common, file: database.file, turn, gatherMs });
    case 'postgres':
      return openPostgresStorage({ ...common, url: database.url });
  }
};
