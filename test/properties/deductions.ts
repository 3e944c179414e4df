import {
  anyAmount,
  anyDeductionCommand,
  anyInstant,
  anySale,
  anySettledAnswer,
  anyUnpaidAnswer,
} from '@facepay/conformance';
import {
  type Books,
  type Deduction,
  type DeductionAnswer,
  type DeductionCommand,
  type DeductionNo,
  defaultPolicy,
  type Fen,
  hour,
  Instant,
  isSettled,
  later,
  legalEdges,
  minute,
  nothingSpent,
  type Sale,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type { Property } from './property.ts';
import type { Rules } from './rules.ts';

const { inFlightMs, unknownMaxMs } = defaultPolicy;
const start = Instant.of(Date.UTC(2026, 8, 1, 4));

const received = ({ deductionDecider }: Rules, sale: Sale): Books => {
  const decided = deductionDecider.decide({ type: 'Receive', sale }, undefined);
  const events = E.isRight(decided) ? decided.right : [];
  const deduction = events.reduce<Deduction | undefined>(deductionDecider.evolve, undefined);
  if (deduction === undefined) throw new Error('a sale makes a deduction');
  return { deduction, spending: nothingSpent };
};
const tell = ({ advance }: Rules, books: Books, command: DeductionCommand): Books => {
  const advanced = advance(books, command);
  return E.isRight(advanced) ? advanced.right.books : books;
};
const send: DeductionCommand = { type: 'Send', at: start, request: 'attempt-1', attemptsMax: 5 };
const sent = (rules: Rules, sale: Sale): Books => tell(rules, received(rules, sale), send);
const reply = (answer: DeductionAnswer, at: Instant): DeductionCommand => ({ type: 'RecordAnswer', answer, at });
const queried = (answer: DeductionAnswer, at: Instant): DeductionCommand => ({
  type: 'RecordQuery',
  answer,
  at,
  inFlightMs,
  unknownMaxMs,
});

/** One truth at WeChat, and what our own request may have been told of it. */
const truths = (sale: Sale): fc.Arbitrary<DeductionAnswer> =>
  fc.oneof(
    anySettledAnswer(sale),
    fc.constantFrom<DeductionAnswer[]>(
      { type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' },
      { type: 'Declined', cause: 'over-limit', code: 'OVER_LIMIT' },
      { type: 'Closed' },
      { type: 'NotFound' },
    ),
  );
const news = fc.array(fc.constantFrom('reply', 'loss', 'early query', 'notice', 'query'), { maxLength: 6 });

/** The end of one interleaving: reply (once, or lost), notices and queries in any order, then two last queries. */
const endOf = (rules: Rules, sale: Sale, truth: DeductionAnswer, order: readonly string[]) => {
  let books = sent(rules, sale);
  let answered = truth.type === 'NotFound'; // nothing reached WeChat, so nothing answers
  for (const [index, item] of order.entries()) {
    const at = later(start, (item === 'early query' ? 1 : 2) * minute + index);
    if (item === 'early query') books = tell(rules, books, queried(truth, later(start, 1_000 + index)));
    else if (item === 'reply' && !answered) books = tell(rules, books, reply(truth, at));
    else if (item === 'loss' && !answered) books = tell(rules, books, { type: 'LoseAnswer', reason: 'timeout', at });
    else if (item === 'query' || item === 'notice') books = tell(rules, books, queried(truth, at));
    if (item === 'reply' || item === 'loss') answered = true;
  }
  for (const last of [5, 6]) books = tell(rules, books, queried(truth, later(start, last * minute)));
  const { status, generation, no, paidAt, transactionId, attempts } = books.deduction;
  return JSON.stringify({ status, generation, no, paidAt, transactionId, attempts, spending: books.spending });
};
const confluence: Property = (rules) =>
  fc.property(
    anySale.chain((sale) => fc.tuple(fc.constant(sale), truths(sale))),
    news,
    news,
    ([sale, truth], one, other) => endOf(rules, sale, truth, one) === endOf(rules, sale, truth, other),
  );

const anyHistory = anySale.chain((sale) =>
  fc.tuple(fc.constant(sale), fc.array(anyDeductionCommand(sale), { maxLength: 25 })),
);
/** Even commands that make no sense in any order: no throw, no edge outside the table, settled stays. */
const edges: Property = (rules) =>
  fc.property(anyHistory, ([sale, commands]) => {
    let books = received(rules, sale);
    for (const command of commands) {
      const before = books.deduction;
      books = tell(rules, books, command);
      if (isSettled(before.status) && !isSettled(books.deduction.status)) return false;
      const open = books.spending.open.length;
      if (open > 1 || (open === 1 && isSettled(books.deduction.status))) return false;
    }
    const settledFen = books.spending.settled.reduce((sum, { amount }) => sum + amount, 0);
    return settledFen === (isSettled(books.deduction.status) ? sale.amount : 0);
  });

/** Each event of a history moves along an edge of the table; the events alone make the state again. */
const replay: Property = (rules) =>
  fc.property(anyHistory, ([sale, commands]) => {
    const { deductionDecider } = rules;
    let books = received(rules, sale);
    let replayed: Deduction | undefined = books.deduction;
    for (const command of commands) {
      const advanced = rules.advance(books, command);
      if (E.isLeft(advanced)) continue;
      for (const event of advanced.right.events) {
        const from: Deduction | undefined = replayed;
        replayed = deductionDecider.evolve(replayed, event);
        if (from === undefined || replayed === undefined) return false;
        if (from.status !== replayed.status && !legalEdges[from.status].includes(replayed.status)) return false;
        if (replayed.version !== from.version + 1) return false;
      }
      books = advanced.right.books;
    }
    return JSON.stringify(replayed) === JSON.stringify(books.deduction);
  });

const otherSuccess: Property = (rules) =>
  fc.property(
    anySale.chain((sale) => fc.tuple(fc.constant(sale), anySettledAnswer(sale))),
    fc.oneof(
      anyAmount.map((amount) => ({ amount })),
      fc.constant({ no: 'F00000000000000000000000000000' as DeductionNo }),
    ),
    fc.boolean(),
    ([sale, answer], changed, byQuery) => {
      fc.pre(!('amount' in changed) || changed.amount !== sale.amount);
      const wrong = { ...answer, ...changed };
      const at = later(start, minute);
      const { deduction, spending } = tell(rules, sent(rules, sale), byQuery ? queried(wrong, at) : reply(wrong, at));
      return deduction.status === 'unknown' && spending.open.length === 1 && spending.settled.length === 0;
    },
  );

/** Only `SUCCESS` is money: any other answer, however it comes, settles nothing and advances nothing (INV-39). */
const noMoney: Property = (rules) =>
  fc.property(anySale, fc.array(fc.tuple(fc.boolean(), anyUnpaidAnswer), { maxLength: 8 }), (sale, answers) => {
    let books = sent(rules, sale);
    for (const [index, [byQuery, answer]] of answers.entries()) {
      const at = later(start, (index + 1) * 2 * minute);
      books = tell(rules, books, byQuery ? queried(answer, at) : reply(answer, at));
      if (books.deduction.status === 'failed') books = tell(rules, books, { ...send, at });
    }
    return !isSettled(books.deduction.status) && books.spending.settled.length === 0;
  });

/** Whatever proves nothing, asked for ever: the waiting ends in held, and the reservation stays until a proof. */
const ends: Property = (rules) =>
  fc.property(
    anySale,
    fc.array(
      fc.constantFrom<(DeductionAnswer | 'lost')[]>(
        { type: 'UnderWay', state: 'ACCEPT' },
        { type: 'AlreadyPaid' },
        { type: 'Refused', code: 'X', words: 'x' },
        {
          type: 'Settled',
          no: 'Fother' as DeductionNo,
          amount: 1 as Fen,
          paidAt: start,
          transactionId: 'T',
          debt: 'none',
        },
        'lost',
      ),
      { minLength: 1, maxLength: 6 },
    ),
    (sale, answers) => {
      let books = sent(rules, sale);
      let now = start;
      for (let asked = 0; asked < 400; asked += 1) {
        const due = rules.nextDueAt(books.deduction, now, defaultPolicy);
        if (due === undefined) break;
        now = due;
        const answer = answers[asked % answers.length] ?? 'lost';
        const lost: DeductionCommand = { type: 'LoseAnswer', reason: 'timeout', at: now, unknownMaxMs };
        books = tell(rules, books, answer === 'lost' ? lost : queried(answer, now));
      }
      const { status, reason } = books.deduction;
      return (
        status === 'held' &&
        reason === 'unknown' &&
        now - start <= unknownMaxMs + 2 * hour &&
        books.spending.open.length === 1
      );
    },
  );

const numbers: Property = ({ deductionNoOf }) =>
  fc.property(anySale, anySale, fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (a, b, m, n) => {
    const [one, other] = [deductionNoOf(a.id, m), deductionNoOf(b.id, n)];
    return /^[0-9A-Za-z_|*-]{6,32}$/u.test(one) && (one === other) === (a.id === b.id && m === n);
  });

const receivedTwice: Property = ({ deductionDecider }) =>
  fc.property(anySale, anyInstant, (sale, receivedAt) => {
    const first = deductionDecider.decide({ type: 'Receive', sale }, undefined);
    const state = E.isRight(first)
      ? first.right.reduce<Deduction | undefined>(deductionDecider.evolve, undefined)
      : undefined;
    const again = deductionDecider.decide({ type: 'Receive', sale: { ...sale, receivedAt } }, state);
    return E.isRight(again) && again.right.length === 0;
  });

export const deductionProperties = {
  'INV-14 reply, notices and queries in any order end alike': confluence,
  'INV-13 whatever is commanded, settled stays and is booked once': edges,
  'INV-15 the events make the state again, along legal edges': replay,
  'INV-10 BAD-29 a success of another number or amount settles nothing': otherSuccess,
  'INV-10 INV-39 only SUCCESS is money, and an advance is only recorded': noMoney,
  'INV-99 what proves nothing ends in held, still reserved': ends,
  'INV-6 a number is a pure function of voucher and generation, and fits WeChat': numbers,
  'INV-4 the same voucher again is no second deduction': receivedTwice,
} satisfies Readonly<Record<string, Property>>;
