import { openPostgresStorage, openSqliteStorage } from '@facepay/storage-sql';
import { createSystemTimer, monotonicMs, randomBytes, randomFraction, turn } from '@facepay/system';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Settings } from './settings/settings.ts';
import type { Stores } from './stores.ts';

/** The database that the settings name, opened, checked and migrated. */
export const openStores = ({ database, fieldKeys }: Pick<Settings, 'database' | 'fieldKeys'>): Promise<Stores> => {
  const { sleep } = createSystemTimer();
  const common = { fieldKeys, nowMs: monotonicMs, sleep, random: randomFraction, randomBytes };
  switch (database.type) {
    case 'sqlite':
      mkdirSync(dirname(database.file), { recursive: true });
      return openSqliteStorage({ ...common, file: database.file, turn });
    case 'postgres':
      return openPostgresStorage({ ...common, url: database.url });
  }
};
