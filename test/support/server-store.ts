import type { Reads, Storage, StoreFailure, Wanted, Work } from '@facepay/domain';
import { createMemoryStorage, type MemoryStorage } from '@facepay/memory';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { createHash } from 'node:crypto';

/** The memory store, with an eye on its only door and a switch for the day when it is down. */
export interface ServerStore extends MemoryStorage {
  /** SHA-256 over every change ever committed, in order: the same digest means that nothing was stored in between. */
  readonly storeDigest: () => string;
  readonly setDown: (down: boolean) => void;
}

const down: StoreFailure = { type: 'StoreUnavailable', reason: 'switched off by the test' };

export const createServerStore = (): ServerStore => {
  const memory = createMemoryStorage();
  const digest = createHash('sha256');
  let isDown = false;
  const transact: Storage['transact'] =
    <W extends Wanted, Refusal, A>(work: Work<W, Refusal, A>): TaskEither<Refusal | StoreFailure, A> =>
    async () => {
      if (isDown) return E.left(down);
      let change: unknown;
      const done = await memory.storage.transact<W, Refusal, A>({
        ...work,
        decide: (found) => {
          const decided = work.decide(found);
          if (E.isRight(decided)) {
            const { writes, events } = decided.right;
            change = writes.length + events.length === 0 ? undefined : { writes, events };
          }
          return decided;
        },
      })();
      if (E.isRight(done) && change !== undefined) digest.update(JSON.stringify(change));
      return done;
    };
  const reads: Reads = {
    find: (organization, at) => (isDown ? async () => E.left(down) : memory.reads.find(organization, at)),
    page: (kind, filter, countMax, after) =>
      isDown ? async () => E.left(down) : memory.reads.page(kind, filter, countMax, after),
    history: (organization, subject, countMax) =>
      isDown ? async () => E.left(down) : memory.reads.history(organization, subject, countMax),
  };
  return {
    ...memory,
    storage: { transact },
    reads,
    storeDigest: () => digest.copy().digest('hex'),
    setDown: (value) => {
      isDown = value;
    },
  };
};
