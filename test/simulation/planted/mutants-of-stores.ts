import type { StoreFailure, Wanted, Work } from '@facepay/domain';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { changedWrites } from './changed-writes.ts';
import { attackedBy, type Mutant } from './mutant.ts';
import { deciding, type Found, isAny, isReservation, lookOnly, seeing, unlocked } from './storage-seams.ts';

const noTransaction: Mutant = {
  name: 'a work reads, and writes later, without BEGIN IMMEDIATE',
  noticedBy: ['INV-84', 'INV-13', 'INV-15', 'INV-16', 'INV-23', 'INV-25', 'INV-31', 'INV-36', 'INV-42', 'INV-50'],
  storage: (storage, { life }) => unlocked(isAny, life)(storage),
};

/** Everything is read in the transaction but the books, which are a moment old. */
const readCommitted: Mutant = {
  name: 'limits are read before the transaction',
  noticedBy: ['INV-23', 'INV-25', 'INV-31'],
  needs: attackedBy('rush'),
  storage: (storage, { life }) => ({
    transact: <W extends Wanted, R, A>(work: Work<W, R, A>): TE.TaskEither<R | StoreFailure, A> =>
      isReservation(work.read)
        ? async () => {
            const books = new Map<string, Found>();
            const noting = seeing(isAny, (record, { kind, key }) => {
              if (kind === 'spending') books.set(key, record);
              return record;
            });
            await lookOnly(noting(storage), work);
            await life.sleep(20);
            const stale = seeing(isAny, (record, { key }) => (books.has(key) ? books.get(key) : record));
            return stale(storage).transact(work)();
          }
        : storage.transact(work),
  }),
};

const eventForgotten: Mutant = {
  name: 'a payment that no event tells of',
  noticedBy: ['INV-15'],
  storage: deciding(isAny, (change) => ({
    ...change,
    events: change.events.filter(({ body }) => body.type !== 'DeductionPaid'),
  })),
};

const eventTwice: Mutant = {
  name: 'an event under two names',
  noticedBy: ['INV-15'],
  storage: deciding(isAny, (change) => ({
    ...change,
    events: change.events.flatMap((event) =>
      event.body.type === 'DeductionPaid' ? [event, { ...event, key: `${event.key}/again` }] : [event],
    ),
  })),
};

const answerNotKept: Mutant = {
  name: 'an answer under a key that nobody keeps',
  noticedBy: ['INV-97'],
  needs: ({ type }) => type === 'two-operators' || type === 'operator',
  storage: changedWrites((one) => (one.kind === 'answer' ? [] : [one])),
};

/** What a store promises, and what lands together: INV-15, INV-84, INV-97. */
export const ofStores: readonly Mutant[] = [noTransaction, readCommitted, eventForgotten, eventTwice, answerNotKept];
