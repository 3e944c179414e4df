import {
  platform,
  type Reads,
  scopeOf,
  type Storage,
  type StoreFailure,
  type Wanted,
  type Work,
  type Write,
} from '@facepay/domain';
import { createMemoryStorage, type MemoryStorage } from '@facepay/memory';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { createHash } from 'node:crypto';

/** The memory store, with an eye on its only door and a switch for the day when it is down. */
export interface ServerStore extends MemoryStorage {
  /** SHA-256 over every record and every event there is: the same digest means that nothing was stored in between. */
  readonly storeDigest: () => string;
  readonly setDown: (down: boolean) => void;
}

const down: StoreFailure = { type: 'StoreUnavailable', reason: 'switched off by the test' };

export const createServerStore = (): ServerStore => {
  const memory = createMemoryStorage();
  const records = new Map<string, string>();
  const events = new Map<string, string>();
  let isDown = false;
  const transact: Storage['transact'] =
    <W extends Wanted, Refusal, A>(work: Work<W, Refusal, A>): TaskEither<Refusal | StoreFailure, A> =>
    async () => {
      if (isDown) return E.left(down);
      let change:
        | { readonly writes: readonly Write[]; readonly events: readonly { readonly key: string }[] }
        | undefined;
      const done = await memory.storage.transact<W, Refusal, A>({
        ...work,
        decide: (found) => {
          const decided = work.decide(found);
          if (E.isRight(decided)) change = decided.right;
          return decided;
        },
      })();
      if (E.isLeft(done) || change === undefined) return done;
      for (const { kind, key, to } of change.writes) {
        const owner = scopeOf[kind] === 'platform' ? platform : work.organization;
        records.set(`${kind}/${owner}/${key}`, JSON.stringify(to));
      }
      for (const event of change.events) events.set(event.key, JSON.stringify(event));
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
    storeDigest: () =>
      createHash('sha256')
        .update(JSON.stringify([...records, ...events].toSorted(([a], [b]) => (a < b ? -1 : 1))))
        .digest('hex'),
    setDown: (value) => {
      isDown = value;
    },
  };
};
