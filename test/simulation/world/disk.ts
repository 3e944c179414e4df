import { createMemoryStorage } from '@facepay/memory';
import { openSqliteStorage } from '@facepay/storage-sql';
import type { DueWork, EventLog, Reads, Storage } from '@facepay/domain';
import { randomBytes, stream } from '../engine/random.ts';

export type StorageKind = 'memory' | 'sqlite';

/** What survives every crash of a process: a crash falls between two port calls, never inside a transaction. */
export interface Disk {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly dueWork: DueWork;
  readonly eventLog: EventLog;
  readonly close: () => Promise<void>;
}

export const openDisk = async (kind: StorageKind, seed: number): Promise<Disk> =>
  kind === 'memory'
    ? { ...createMemoryStorage({ faults: { decideTwice: true } }), close: () => Promise.resolve() }
    : openSqliteStorage({
        file: ':memory:',
        fieldKeys: [`field-1:${Buffer.alloc(32, 9).toString('base64')}`],
        randomBytes: randomBytes(stream(seed, 'field nonces')),
        nowMs: () => 0,
        sleep: () => Promise.resolve(),
        random: () => 0.5,
        turn: () => Promise.resolve(),
      });
