import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { isBusy } from './sqlite-failure.ts';

/** Opens for writing: checked, migrated, durable. Throws where the file is damaged (INV-86). */
export const openWriter = async (file: string, sleep: (ms: number) => Promise<void>): Promise<Database.Database> => {
  const database = new Database(file, { timeout: openingTimeoutMs });
  try {
    checkIntegrity(database);
    await whileBusy(() => database.pragma('journal_mode = WAL'), sleep);
    settle(database);
    database.pragma(`wal_autocheckpoint = ${pagesAtMost}`);
    database.pragma('busy_timeout = 0'); // from here on, waiting happens outside the driver
    await whileBusy(() => database.exec('begin immediate'), sleep);
    await migrate(database);
    assertSettings(database, file === ':memory:' ? 'memory' : 'wal');
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
};

/** A second connection for lists: it cannot write, and a writer never makes it wait. */
export const openReader = (file: string): Database.Database => {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 0 });
  settle(database);
  database.pragma('query_only = ON');
  assertSettings(database, 'wal');
  return database;
};

const openingTimeoutMs = 5000;
const openingTriesMax = 500;

const checkIntegrity = (database: Database.Database): void => {
  const found = database.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new Error(`the database file is damaged: ${String(found)}`);
};

/**
 * Copies the write-ahead log back after some rows, apart from any commit: inside one, SQLite's own way, both held the
 * loop together. Where it fails, the log grows until the next time.
 */
export const createCheckpoint = (database: Database.Database): (() => boolean) => {
  const changes = database.prepare('select total_changes()').pluck();
  const checkpoint = database.prepare('pragma wal_checkpoint(passive)');
  let copied = Number(changes.get());
  return () => {
    const changed = Number(changes.get());
    if (changed - copied < rowsBetweenCheckpoints) return false;
    copied = changed;
    try {
      checkpoint.all();
    } catch {
      // The next commit meets the same trouble and tells it to those whom it concerns.
    }
    return true;
  };
};

/** SQLite goes through the whole of it at every commit, and another process's commit empties it: 16 MB cost 40 µs each time. */
const cacheKib = 4000;
const rowsBetweenCheckpoints = 300;
/** Only where the other way fails. */
const pagesAtMost = 4000;

/** `synchronous` is set on every connection: the driver's build falls to NORMAL after the first WAL transaction. */
const settle = (database: Database.Database): void => {
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma(`cache_size = -${cacheKib}`);
  database.pragma('temp_store = MEMORY'); // sorting and savepoints need no file
};

const assertSettings = (database: Database.Database, journalMode: string): void => {
  const wanted = { journal_mode: journalMode, synchronous: 2, foreign_keys: 1, busy_timeout: 0 };
  for (const [name, value] of Object.entries(wanted)) {
    const found = database.pragma(name, { simple: true });
    if (found !== value) throw new Error(`SQLite setting ${name} is ${String(found)}, not ${value}`);
  }
};

/** Waits outside the driver: the change to WAL answers "busy" at once, and who migrates may be in this process. */
const whileBusy = async (step: () => unknown, sleep: (ms: number) => Promise<void>): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      step();
      return;
    } catch (cause) {
      if (!isBusy(cause) || tries >= openingTriesMax) throw cause;
    }
    await sleep(20);
  }
};
