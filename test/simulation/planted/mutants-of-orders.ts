import { type DeductionAnswer, type DeductionNo, deductionNoOf, type Write } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { changedWrites } from './changed-writes.ts';
import type { Op } from '../plan/plan.ts';
import type { Mutant } from './mutant.ts';
import { deciding, isReservation } from './storage-seams.ts';

/** A query is not worth asking: the order is surely closed, so the meal gets its next number. */
export const newNumberWithoutQuery: Mutant = {
  name: 'a new number instead of a query after a lost answer',
  noticedBy: ['INV-7', 'INV-5', 'INV-50', 'INV-54'],
  wechat: (deductions) => ({ ...deductions, query: () => TE.right({ type: 'Closed' }) }),
};

/** What was said once about an order is taken for the answer of the query that should have followed. */
const closedIsUnpaid: Mutant = {
  name: 'a new number on ORDER_CLOSED, without the query',
  noticedBy: ['INV-7'],
  suits: ({ world, ops }) =>
    world.failedOrder === 'ORDER_CLOSED' || ops.some((op) => op.type === 'gateway' && op.rule.kind === 'order-closed'),
  wechat: (deductions) => {
    const closed = new Set<DeductionNo>();
    return {
      ...deductions,
      send: (request, body) =>
        pipe(
          deductions.send(request, body),
          TE.map((answer) => {
            if (answer.type === 'Closed') closed.add(request.no);
            return answer;
          }),
        ),
      query: (request) =>
        closed.has(request.no) ? TE.right<never, DeductionAnswer>({ type: 'Closed' }) : deductions.query(request),
    };
  },
};

const newNumberEachTime: Mutant = {
  name: 'a new number for every try',
  noticedBy: ['INV-7'],
  storage: deciding(isReservation, (change) => {
    const sent = change.writes.flatMap((one) => (one.kind === 'deduction' ? [one.to] : []))[0];
    if (sent === undefined || sent.attempts.total < 2) return change;
    const generation = sent.generation + 1;
    const no = deductionNoOf(sent.id, generation);
    const renumbered = (one: Write): Write => {
      if (one.kind === 'deduction') return { ...one, to: { ...one.to, generation, no } };
      if (one.kind === 'attempt') return { ...one, to: { ...one.to, no } };
      return one.kind === 'number' ? { ...one, key: no, to: { ...one.to, no } } : one;
    };
    return { ...change, writes: change.writes.map(renumbered) };
  }),
};

/** What was sent is paid where the answer is one of these, and nobody asks how. */
const paidAt =
  (...types: readonly DeductionAnswer['type'][]): NonNullable<Mutant['wechat']> =>
  (deductions, { clock }) => ({
    ...deductions,
    send: (request, body) =>
      pipe(
        deductions.send(request, body),
        TE.map((answer): DeductionAnswer =>
          types.includes(answer.type)
            ? { type: 'Settled', ...request, paidAt: clock.now(), transactionId: '4200', debt: 'none' }
            : answer,
        ),
      ),
  });

/** HTTP 200 with a trade state that is not SUCCESS. */
const statusIsPaid: Mutant = {
  name: '200 is paid',
  noticedBy: ['INV-10', 'INV-54'],
  wechat: paidAt('Declined', 'UnderWay'),
};

const alreadyPaidIsPaid: Mutant = {
  name: '"already paid" is paid, and nobody asks how',
  noticedBy: ['INV-11', 'INV-10', 'INV-41', 'INV-54'],
  suits: ({ world, ops }) => !world.transactionNotices && ops.some(isPaidInSecret),
  wechat: paidAt('AlreadyPaid'),
};

/** Who is charged after we were told that there is no such order hears so at the next try; a share of all is seldom tried again. */
const isPaidInSecret = (op: Op): boolean =>
  op.type === 'gateway' && op.rule.unseen === true && op.rule.count !== undefined;

const timeoutIsFailure: Mutant = {
  name: 'no answer means not charged',
  noticedBy: ['INV-31', 'INV-54'],
  wechat: (deductions) => ({
    ...deductions,
    send: (request, body) =>
      pipe(
        deductions.send(request, body),
        TE.orElse(() => TE.right<never, DeductionAnswer>({ type: 'Declined', cause: 'other', code: 'TIMEOUT' })),
      ),
  }),
};

const lostIsNew: Mutant = {
  name: 'a lost answer puts the sale back to where it began',
  noticedBy: ['INV-9'],
  storage: changedWrites((one) =>
    one.kind === 'deduction' && one.to.status === 'unknown'
      ? [{ ...one, to: { ...one.to, status: 'received' } }]
      : [one],
  ),
};

const refusalIsFinal: Mutant = {
  name: 'PAYERROR is final',
  noticedBy: ['BAD-30', 'INV-19'],
  wechat: (deductions) => ({
    ...deductions,
    send: (request, body) =>
      pipe(
        deductions.send(request, body),
        TE.map((answer): DeductionAnswer =>
          answer.type === 'Declined' && answer.cause === 'insufficient'
            ? { type: 'Refused', code: answer.code, words: 'payment failed' }
            : answer,
        ),
      ),
  }),
};

const neverAgain: Mutant = {
  name: 'what failed is put aside',
  noticedBy: ['BAD-30'],
  storage: changedWrites((one) => {
    if (one.kind !== 'deduction' || one.to.status !== 'failed') return [one];
    const { dueAt: _, ...to } = one.to;
    return [{ ...one, to }];
  }),
};

/** What becomes of an order at WeChat: INV-5 to INV-11, BAD-30. */
export const ofOrders: readonly Mutant[] = [
  newNumberWithoutQuery,
  closedIsUnpaid,
  newNumberEachTime,
  statusIsPaid,
  alreadyPaidIsPaid,
  timeoutIsFailure,
  lostIsNew,
  refusalIsFinal,
  neverAgain,
];
