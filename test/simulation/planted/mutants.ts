import {
  type Change,
  type DeductionAnswer,
  type Loaded,
  type Storage,
  type StoreFailure,
  type Wanted,
  type Work,
  type Write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Mutant, MutantContext } from './mutant.ts';
import { atTheEdge } from './mutants-at-the-edge.ts';
import { inTheOffice } from './mutants-in-the-office.ts';
import { ofTerminals } from './mutants-of-terminals.ts';
import { ofTheDenyList } from './mutants-of-the-deny-list.ts';

/** A query is not worth asking: the order is surely closed, so the meal gets its next number. */
const newNumberWithoutQuery: Mutant = {
  name: 'a new number instead of a query after a lost answer',
  noticedBy: ['INV-7', 'INV-5'],
  wechat: (deductions) => ({ ...deductions, query: () => TE.right({ type: 'Closed' }) }),
};

/** HTTP 200 with a trade state that is not SUCCESS. */
const statusIsPaid: Mutant = {
  name: '200 is paid',
  noticedBy: ['INV-10'],
  wechat: (deductions, { clock }) => ({
    ...deductions,
    send: (request, body) =>
      pipe(
        deductions.send(request, body),
        TE.map((answer): DeductionAnswer =>
          answer.type === 'Declined' || answer.type === 'UnderWay'
            ? { type: 'Settled', ...request, paidAt: clock.now(), transactionId: '4200', debt: 'none' }
            : answer,
        ),
      ),
  }),
};

const timeoutIsFailure: Mutant = {
  name: 'no answer means not charged',
  noticedBy: ['INV-31'],
  wechat: (deductions) => ({
    ...deductions,
    send: (request, body) =>
      pipe(
        deductions.send(request, body),
        TE.orElse(() => TE.right<never, DeductionAnswer>({ type: 'Declined', cause: 'other', code: 'TIMEOUT' })),
      ),
  }),
};

const reserialisedBody: Mutant = {
  name: 'a retry writes its body anew',
  noticedBy: ['INV-6'],
  wechat: (deductions) => ({
    ...deductions,
    send: (request, body) => deductions.send(request, JSON.stringify(JSON.parse(body), undefined, 1)),
  }),
};

const acknowledgeBeforeCommit: Mutant = {
  name: 'acknowledge before commit',
  noticedBy: ['INV-1'],
  storage: (storage, { life }) => (life.process.name === 'server' ? answeringEarly(storage, life) : storage),
};

const answeringEarly = (storage: Storage, life: MutantContext['life']): Storage => ({
  transact: <W extends Wanted, R, A>(work: Work<W, R, A>): TE.TaskEither<R | StoreFailure, A> => {
    return async () => {
      let decided: E.Either<R, Change<A>> | undefined;
      const look = (found: Loaded<W>): E.Either<'only a look', never> => {
        decided = work.decide(found);
        return E.left('only a look');
      };
      await storage.transact({ ...work, decide: look })();
      if (decided === undefined || E.isLeft(decided)) return storage.transact(work)();
      if (!decided.right.writes.some(({ kind }) => kind === 'voucher')) return storage.transact(work)();
      void life.sleep(100).then(() => storage.transact(work)());
      return E.right(decided.right.result);
    };
  },
});

/** The limit is free again while the charge may still have happened. */
const limitReleasedOnTimeout: Mutant = {
  name: 'limit released on timeout',
  noticedBy: ['INV-25', 'INV-23'],
  storage: (storage) => ({
    transact: (work) =>
      storage.transact({ ...work, decide: (found) => pipe(work.decide(found), E.map(releasing(found))) }),
  }),
};

const releasing =
  (found: Loaded<Wanted>) =>
  <A>(change: Change<A>): Change<A> => {
    const unsure = change.writes.flatMap((one) =>
      one.kind === 'deduction' && one.to.status === 'unknown' ? [one.to] : [],
    );
    if (unsure.length === 0) return change;
    const books = Object.values(found).flatMap((record) =>
      record !== undefined && 'settled' in record ? [record] : [],
    );
    const [book] = books;
    const [deduction] = unsure;
    if (book === undefined || deduction === undefined) return change;
    const to = { ...book, open: book.open.filter((line) => line.deduction !== deduction.id) };
    const key = `${deduction.organization}/${deduction.outUserId}`;
    const write: Write = { kind: 'spending', key, to };
    return { ...change, writes: [...change.writes.filter(({ kind }) => kind !== 'spending'), write] };
  };

const noticeAnsweredBeforeStored: Mutant = {
  name: '2xx to a notice that could not be stored',
  noticedBy: ['INV-49'],
  server: (handle) => async (request) => {
    const answer = await handle(request);
    return request.target.startsWith('/notify/') && answer.status === 503
      ? { status: 204, headers: {}, body: new Uint8Array() }
      : answer;
  },
};

export const doubleCharge = newNumberWithoutQuery;
export const mutants: readonly Mutant[] = [
  newNumberWithoutQuery,
  statusIsPaid,
  timeoutIsFailure,
  reserialisedBody,
  acknowledgeBeforeCommit,
  limitReleasedOnTimeout,
  noticeAnsweredBeforeStored,
  ...atTheEdge,
  ...ofTerminals,
  ...ofTheDenyList,
  ...inTheOffice,
];
