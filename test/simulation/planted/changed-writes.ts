import type { Storage, Write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

/** A door to storage behind which every write is bent, or dropped. */
export const changedWrites =
  (bend: (write: Write) => readonly Write[]) =>
  (storage: Storage): Storage => ({
    transact: (work) =>
      storage.transact({
        ...work,
        decide: (found) =>
          pipe(
            work.decide(found),
            E.map((change) => ({ ...change, writes: change.writes.flatMap(bend) })),
          ),
      }),
  });
