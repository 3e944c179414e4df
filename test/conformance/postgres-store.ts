import type { SharedStore } from '@facepay/conformance';
import { openPostgresStorage } from '@facepay/storage-sql';
import { freshPostgres } from '../support/databases.ts';
import { postgresOptions } from './storage-stores.ts';

/** Two pools on one database, opened at the same moment, as two processes do. */
export const openPostgres = async (): Promise<SharedStore> => {
  const { url, drop } = await freshPostgres();
  const [first, second] = await Promise.all([
    openPostgresStorage(postgresOptions(url)),
    openPostgresStorage(postgresOptions(url)),
  ]);
  return {
    first,
    second,
    close: async () => {
      await first.close();
      await second.close();
      await drop();
    },
  };
};
