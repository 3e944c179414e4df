import type { DueWork, EventLog, Reads, Storage } from '@facepay/domain';

/** The storage ports of one process. */
export interface StoragePorts {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly dueWork: DueWork;
  readonly eventLog: EventLog;
}
/** One empty store as two processes see it; where only one process can have it, both are the same. */
export interface SharedStore {
  readonly first: StoragePorts;
  readonly second: StoragePorts;
  readonly close: () => Promise<void>;
}
export type OpenStore = () => Promise<SharedStore>;
