import type { Change, Loaded, Records, Ref, Storage, StoreFailure, Wanted, Work } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Life } from '../engine/process.ts';

export type Found = Records[keyof Records] | undefined;
/** Which transactions a bug is about, by what they read. */
type Meant = (read: Wanted) => boolean;

/** T1: vouchers come in together, so its reads are named by their places. */
export const isIntake: Meant = (read) => Object.keys(read).some((name) => name.startsWith('voucher/'));
/** T2 */
export const isReservation: Meant = (read) => 'attempt' in read;
/** T3 */
export const isOutcome: Meant = (read) => 'spending' in read && !('attempt' in read) && !('notice' in read);
/** T4 */
export const isNotice: Meant = (read) => 'same' in read;
export const isAny: Meant = () => true;

/** The decision sees something else than what is stored. */
export const seeing =
  (isMeant: Meant, look: (record: Found, at: Ref, read: Wanted) => Found) =>
  (storage: Storage): Storage => ({
    transact: <W extends Wanted, R, A>(work: Work<W, R, A>) => {
      const { read } = work;
      if (!isMeant(read)) return storage.transact(work);
      const seen = (found: Readonly<Record<string, Found>>) =>
        Object.fromEntries(Object.entries(read).map(([name, at]) => [name, look(found[name], at, read)]));
      return storage.transact({ ...work, decide: (found: Loaded<W>) => work.decide(seen(found) as Loaded<W>) });
    },
  });

/** What is decided is changed, with a look at what was found. */
export const deciding =
  (isMeant: Meant, bend: <A>(change: Change<A>, found: Readonly<Record<string, Found>>) => Change<A>) =>
  (storage: Storage): Storage => ({
    transact: (work) =>
      storage.transact(
        isMeant(work.read)
          ? {
              ...work,
              decide: (found) =>
                pipe(
                  work.decide(found),
                  E.map((change) => bend(change, found)),
                ),
            }
          : work,
      ),
  });

/** What would be decided now; nothing is written. */
export const lookOnly = async <W extends Wanted, R, A>(
  storage: Storage,
  work: Work<W, R, A>,
): Promise<E.Either<R, Change<A>> | undefined> => {
  let decided: E.Either<R, Change<A>> | undefined;
  await storage.transact({
    ...work,
    decide: (found: Loaded<W>): E.Either<'only a look', never> => {
      decided = work.decide(found);
      return E.left('only a look');
    },
  })();
  return decided;
};

/** Answers what it is about to write, and writes it a little later. */
export const answeringEarly =
  (isMeant: Meant, life: Life, ms = 100) =>
  (storage: Storage): Storage => ({
    transact: <W extends Wanted, R, A>(work: Work<W, R, A>): TE.TaskEither<R | StoreFailure, A> =>
      isMeant(work.read)
        ? async () => {
            const decided = await lookOnly(storage, work);
            if (decided === undefined || E.isLeft(decided) || decided.right.writes.length === 0)
              return storage.transact(work)();
            void life.sleep(ms).then(() => storage.transact(work)());
            return E.right(decided.right.result);
          }
        : storage.transact(work),
  });

/** Reads, decides, and writes a little later what was decided then: a transaction without a lock. */
export const unlocked =
  (isMeant: Meant, life: Life, ms = 20) =>
  (storage: Storage): Storage => ({
    transact: <W extends Wanted, R, A>(work: Work<W, R, A>): TE.TaskEither<R | StoreFailure, A> =>
      isMeant(work.read)
        ? async () => {
            const decided = await lookOnly(storage, work);
            if (decided === undefined) return storage.transact(work)();
            await life.sleep(ms);
            return storage.transact({ ...work, decide: () => decided })();
          }
        : storage.transact(work),
  });
