import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { SharedStore } from '@facepay/conformance';
import { createMemoryStorage } from '@facepay/memory';
import { openSqliteStorage, type PostgresStorageOptions, type SqliteStorageOptions } from '@facepay/storage-sql';

export const fieldKeys = [`k1:${Buffer.alloc(32, 7).toString('base64')}`];
/** Options of a real process for one file. */
export const realOptions = (file: string): SqliteStorageOptions => ({
  file,
  fieldKeys,
  nowMs: () => performance.now(),
  sleep: (ms) => sleep(ms),
  random: Math.random,
  randomBytes,
  turn: () => turn(),
});

export const openMemory = (decideTwice: boolean) => async (): Promise<SharedStore> => {
  const ports = createMemoryStorage({ faults: { decideTwice } });
  return { first: ports, second: ports, close: () => Promise.resolve() };
};

/** As the simulator runs it: nothing waits for a timer. */
export const openSqliteMemory = async (): Promise<SharedStore> => {
  const ports = await openSqliteStorage({
    ...realOptions(':memory:'),
    nowMs: () => 0,
    sleep: () => Promise.resolve(),
    turn: () => Promise.resolve(),
  });
  return { first: ports, second: ports, close: ports.close };
};

/** Two connections to one file, opened at the same moment, as two processes do. */
export const openSqliteFile = async (): Promise<SharedStore> => {
  const folder = await mkdtemp(join(tmpdir(), 'facepay-storage-'));
  const file = join(folder, 'facepay.sqlite');
  const [first, second] = await Promise.all([
    openSqliteStorage(realOptions(file)),
    openSqliteStorage(realOptions(file)),
  ]);
  return {
    first,
    second,
    close: async () => {
      await first.close();
      await second.close();
      await rm(folder, { recursive: true });
    },
  };
};

/** Options of a real process for one database of the run's own server. */
export const postgresOptions = (url: string): PostgresStorageOptions => ({
  url,
  fieldKeys,
  throwAway: true,
  poolMax: 6,
  nowMs: () => performance.now(),
  sleep: (ms) => sleep(ms),
  random: Math.random,
  randomBytes,
});
