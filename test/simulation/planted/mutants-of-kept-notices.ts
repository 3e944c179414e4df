import type { StoreFailure, Wanted, Work } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { changedWrites } from './changed-writes.ts';
import { attackedBy, type Mutant } from './mutant.ts';
import { answeringEarly, isNotice, lookOnly } from './storage-seams.ts';

const answeredBeforeStored: Mutant = {
  name: '2xx to a notice before it is stored',
  noticedBy: ['INV-49'],
  storage: (storage, { life }) => answeringEarly(isNotice, life)(storage),
};

const answeredWhenNotStored: Mutant = {
  name: '2xx to a notice that could not be stored',
  noticedBy: ['INV-49'],
  server: (handle) => async (request) => {
    const answer = await handle(request);
    return request.target.startsWith('/notify/') && answer.status === 503
      ? { status: 204, headers: {}, body: new Uint8Array() }
      : answer;
  },
};

/** The mark lands, and the effect a moment later, if nothing comes between. */
const markedFirst: Mutant = {
  name: 'a notice is marked as processed before its effect',
  noticedBy: ['INV-50'],
  storage: (storage, { life }) => ({
    transact: <W extends Wanted, R, A>(work: Work<W, R, A>): TE.TaskEither<R | StoreFailure, A> =>
      'notice' in work.read && 'spending' in work.read
        ? async () => {
            const decided = await lookOnly(storage, work);
            if (decided === undefined || E.isLeft(decided)) return storage.transact(work)();
            const only = (isMark: boolean): Work<W, R, A> => ({
              ...work,
              decide: () =>
                E.right({
                  ...decided.right,
                  writes: decided.right.writes.filter(({ kind }) => (kind === 'notice') === isMark),
                  events: isMark ? [] : decided.right.events,
                }),
            });
            await storage.transact(only(true))();
            await life.sleep(20);
            return storage.transact(only(false))();
          }
        : storage.transact(work),
  }),
};

const amountNotCompared: Mutant = {
  name: 'a notice of another sum is believed',
  noticedBy: ['INV-46'],
  needs: attackedBy('notices'),
  storage: changedWrites((one) => {
    if (one.kind !== 'notice' || one.to.reason !== 'amount-differs') return [one];
    const { reason: _, ...to } = one.to;
    return [{ ...one, to: { ...to, status: 'processed' } }];
  }),
};

/** What becomes of a notice that is believed: INV-46, INV-49, INV-50. */
export const ofKeptNotices: readonly Mutant[] = [
  answeredBeforeStored,
  answeredWhenNotStored,
  markedFirst,
  amountNotCompared,
];
