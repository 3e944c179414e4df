import type { DueWork, EventLog, Reads, Storage } from '@facepay/domain';
import { createMemoryDueWork } from './due-work.ts';
import { createMemoryEventLog } from './event-log.ts';
import { createShelves } from './shelves.ts';
import { createMemoryReads } from './reads.ts';
import { createMemoryTransact } from './transact.ts';

export interface MemoryStorageOptions {
  readonly faults?: {
    /** Runs every rule twice and drops the first result, as a store may after a conflict: finds impure rules. */
    readonly decideTwice?: boolean;
  };
}
export interface MemoryStorage {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly dueWork: DueWork;
  readonly eventLog: EventLog;
}

/** Every storage port over one set of maps; each call is a single synchronous step, so it is serializable. */
export const createMemoryStorage = (options: MemoryStorageOptions = {}): MemoryStorage => {
  const shelves = createShelves();
  return {
    storage: { transact: createMemoryTransact(shelves, options.faults?.decideTwice === true) },
    reads: createMemoryReads(shelves),
    dueWork: createMemoryDueWork(shelves),
    eventLog: createMemoryEventLog(shelves),
  };
};
