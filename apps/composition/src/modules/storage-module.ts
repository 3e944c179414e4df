import type { DueWork, EventLog, Reads, Storage } from '@facepay/domain';
import { ContainerModule } from 'inversify';
import { Tokens } from '../tokens.ts';

/** What one database gives: the door, the looks, the queue and the events. */
export interface Stores {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly dueWork: DueWork;
  readonly eventLog: EventLog;
  readonly close: () => Promise<void>;
}

/** The store is opened before, since opening and migrating take time; the container closes it. */
export const storageModule = (stores: Stores) =>
  new ContainerModule(({ bind }) => {
    bind(Tokens.stores)
      .toResolvedValue(() => stores)
      .inSingletonScope()
      .onDeactivation((opened) => opened.close());
  });
