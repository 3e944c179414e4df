import { rmSync, writeFileSync } from 'node:fs';
import { openSqliteStorage } from '@facepay/storage-sql';
import Database from 'better-sqlite3';
import { realOptions } from '../conformance/storage-stores.ts';
import { contentsOf } from './storage-contents.ts';
import type { Files } from './storage-recorded-writes.ts';

/** What a process finds when the power is back and the files are these; words where they cannot be used. */
export const contentsAfterCut = async (file: string, files: Files, by: 'driver' | 'adapter'): Promise<string> => {
  writeFileSync(file, files.main);
  writeFileSync(`${file}-wal`, files.log);
  writeFileSync(`${file}-shm`, files.index);
  try {
    if (by === 'adapter') await (await openSqliteStorage(realOptions(file))).close();
    const database = new Database(file);
    try {
      const contents = contentsOf(database);
      const integrity = database.pragma('integrity_check', { simple: true });
      return integrity === 'ok' ? contents : `damaged: ${String(integrity)}`;
    } finally {
      database.close();
    }
  } catch (cause) {
    return `refused: ${String(cause)}`;
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  }
};
