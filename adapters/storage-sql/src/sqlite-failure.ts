import type { StoreFailure } from '@facepay/domain';
import Database from 'better-sqlite3';

const codeOf = (cause: unknown): string | undefined => (cause instanceof Database.SqliteError ? cause.code : undefined);

/** Somebody else holds the lock; nothing is wrong. */
export const isBusy = (cause: unknown): boolean => {
  const code = codeOf(cause);
  return code !== undefined && (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'));
};

const storeWide = ['FULL', 'IOERR', 'CORRUPT', 'READONLY', 'NOTADB', 'CANTOPEN', 'NOMEM', 'PROTOCOL', 'PERM', 'BUSY'];
/** Disk full, I/O error, damage: the store's trouble, not that of one work (INV-86). */
export const isStoreWide = (cause: unknown): boolean => {
  const code = codeOf(cause);
  return code !== undefined && storeWide.some((name) => code.startsWith(`SQLITE_${name}`));
};

/** Only the code and SQLite's own words: its messages carry no values. */
export const unavailable = (cause: unknown): StoreFailure => ({
  type: 'StoreUnavailable',
  reason: cause instanceof Error ? `${codeOf(cause) ?? cause.name}: ${cause.message}` : 'unknown cause',
});
