export { openPostgresStorage, type PostgresStorageOptions } from './open-postgres-storage.ts';
export { openSqliteStorage, type SqliteStorageOptions, type SqlStorage } from './open-sqlite-storage.ts';
