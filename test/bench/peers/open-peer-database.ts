import Database from 'better-sqlite3';

/** The settings of our own store (`storage.md` §2): what is answered is on the disk. */
export const openPeerDatabase = (file: string, schema: string): Database.Database => {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(schema);
  return database;
};
