import type { DueWork, EventLog, Reads, Storage } from '@facepay/domain';

/** What one database gives: the door, the looks, the queue and the events. */
export interface Stores {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly dueWork: DueWork;
  readonly eventLog: EventLog;
  readonly close: () => Promise<void>;
}
