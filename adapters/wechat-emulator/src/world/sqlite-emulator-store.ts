import Database from 'better-sqlite3';
import * as t from 'io-ts';
import type { EmulatorStore, StoredRecord } from './emulator-store.ts';

const rows = t.array(t.strict({ kind: t.string, key: t.string, json: t.string }));

/** One SQLite file; every save is one transaction, synced to disk. */
export const createSqliteEmulatorStore = (path: string): EmulatorStore => {
  const db = new Database(path);
  db.pragma('busy_timeout = 1000');
  // The state lives in this process: a second emulator on the same file would not see it, so it is kept out.
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'create table if not exists record (kind text, key text, json text not null, primary key (kind, key)) strict',
  );
  const put = db.prepare('insert into record values (?, ?, ?) on conflict do update set json = excluded.json');
  const remove = db.prepare('delete from record where kind = ? and key = ?');
  const save = db.transaction((records: readonly StoredRecord[]) => {
    for (const { kind, key, json } of records)
      if (json === undefined) remove.run(kind, key);
      else put.run(kind, key, json);
  });
  return {
    load: () => {
      // In the order of writing, so that what is listed keeps its order over a restart.
      const found: unknown = db.prepare('select kind, key, json from record order by rowid').all();
      if (!rows.is(found)) throw new Error(`${path} is not a store of the emulator`);
      return found;
    },
    save: (records) => save(records),
    close: () => db.close(),
  };
};
