export { openSqliteStorage, type SqliteStorageOptions, type SqlStorage } from './open-sqlite-storage.ts';
