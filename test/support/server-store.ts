import type { StoreFailure } from '@facepay/domain';
import type { SqlStorage } from '@facepay/storage-sql';
import * as E from 'fp-ts/lib/Either.js';
import { freshDatabase } from './databases.ts';

/** A store of the kind that this project is about, with an eye on its rows and a switch for the day when it is down. */
export interface ServerStore extends SqlStorage {
  /** SHA-256 over every row there is: the same digest means that nothing was stored in between. */
  readonly storeDigest: () => Promise<string>;
  readonly setDown: (down: boolean) => void;
}

const down: StoreFailure = { type: 'StoreUnavailable', reason: 'switched off by the test' };

export const openServerStore = async (): Promise<ServerStore> => {
  const database = await freshDatabase();
  const { storage, reads, dueWork, eventLog, close } = await database.open({ fieldKeys });
  let isDown = false;
  /** Every method of a port gives a task, and says no in the same words. */
  const switched = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...input: readonly unknown[]): unknown =>
          isDown ? () => Promise.resolve(E.left(down)) : Reflect.apply(method, target, input);
      },
    });
  return {
    storage: switched(storage),
    reads: switched(reads),
    dueWork: switched(dueWork),
    eventLog: switched(eventLog),
    storeDigest: database.digest,
    setDown: (value) => {
      isDown = value;
    },
    close: async () => {
      await close();
      await database.drop();
    },
  };
};
const fieldKeys = [`k1:${Buffer.alloc(32, 7).toString('base64')}`];
