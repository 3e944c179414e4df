import type { DueWork, EventLog, Reads, Storage } from '@facepay/domain';
import { createFieldCipher } from './field-cipher.ts';
import { createKeptRecords } from './kept-records.ts';
import { createGroupCommit, type GroupCommitOptions } from './group-commit.ts';
import { createCheckpoint, openReader, openWriter } from './sqlite.ts';
import { createSqliteDueWork } from './sqlite-due-work.ts';
import { createSqliteEventLog } from './sqlite-event-log.ts';
import { createSqliteReads } from './sqlite-reads.ts';
import { createSqliteStorage } from './sqlite-storage.ts';

export interface SqliteStorageOptions extends Omit<
  GroupCommitOptions,
  'groupMax' | 'holdMaxMs' | 'lockMaxMs' | 'upkeep'
> {
  /** `:memory:` for one process that keeps nothing; reads then share the one connection. */
  readonly file: string;
  /** `keyId:base64` of 32 bytes each, the newest first. */
  readonly fieldKeys: readonly string[];
  /** For nonces: unpredictable is not needed, never repeating under one key is. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly groupMax?: number;
  readonly holdMaxMs?: number;
  readonly lockMaxMs?: number;
}
export interface SqlStorage {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly dueWork: DueWork;
  readonly eventLog: EventLog;
  /** Answers what waits, then closes the file. */
  readonly close: () => Promise<void>;
}

/**
 * Opens, checks and migrates the file; several processes may do so at once. Rejects where a key is missing or short,
 * the file is damaged, or a setting that durability rests on does not hold: such a process must not start.
 */
export const openSqliteStorage = async (options: SqliteStorageOptions): Promise<SqlStorage> => {
  const { file, fieldKeys, randomBytes, groupMax = 64, holdMaxMs = 8, lockMaxMs = 2000, ...turns } = options;
  const cipher = createFieldCipher(fieldKeys, randomBytes);
  const writer = await openWriter(file, turns.sleep);
  const reader = file === ':memory:' ? writer : openReader(file);
  const group = createGroupCommit(writer, {
    ...turns,
    groupMax,
    holdMaxMs,
    lockMaxMs,
    upkeep: reader === writer ? undefined : createCheckpoint(writer),
  });
  const kept = createKeptRecords();
  return {
    storage: createSqliteStorage(writer, cipher, group, kept),
    reads: createSqliteReads(reader, writer, cipher, kept),
    dueWork: createSqliteDueWork(writer, group),
    eventLog: createSqliteEventLog(writer, reader, cipher, group),
    close: async () => {
      await group.close();
      if (reader !== writer) reader.close();
      writer.close();
    },
  };
};
