import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type FaceUser, faceUserDecider, type FaceUserCommand, type FaceUserEvent } from '../face-user/index.ts';
import { dayOf } from '../kernel/civil-date.ts';
import type { Scene } from '../kernel/scene.ts';
import { release, reserve, settle, type Spending } from '../limits/index.ts';
import { decide } from './decide.ts';
import type { Deduction, DeductionCommand, DeductionEvent, DeductionRejection } from './deduction.ts';
import { evolve } from './evolve.ts';
import { noted } from './noted.ts';

/** A deduction with everything that moves together with it: one transaction (T2 and T3 of `simulation.md` §2). */
export interface Books {
  readonly deduction: Deduction;
  readonly spending: Spending;
  /** Spending of the whole merchant number, where it is a test one (INV-28). */
  readonly testMerchant?: Spending | undefined;
  readonly member?: FaceUser | undefined;
  /** Where the sale was made; needed while something is set aside. */
  readonly scene?: Scene | undefined;
}
export interface Advanced {
  readonly books: Books;
  readonly events: readonly DeductionEvent[];
  readonly memberEvents: readonly FaceUserEvent[];
}

/** Decides, and carries every event into the limits and the debts, so that none of them can be forgotten (INV-25). */
export const advance = (books: Books, command: DeductionCommand): E.Either<DeductionRejection, Advanced> =>
  pipe(
    decide(command, books.deduction),
    E.map((decided) => {
      const events = decided.map((event) => noted(event, 'call' in command ? command.call : undefined));
      return events.reduce<Advanced>(book, { books, events, memberEvents: [] });
    }),
  );

const book = (now: Advanced, event: DeductionEvent): Advanced => {
  const { books } = now;
  const deduction = evolve(books.deduction, event);
  if (deduction === undefined) return now;
  const spent = (spending: Spending): Spending => spendingAfter(spending, event, deduction, books.scene);
  const member = memberAfter(books.member, event, deduction);
  return {
    ...now,
    books: {
      deduction,
      spending: spent(books.spending),
      testMerchant: books.testMerchant === undefined ? undefined : spent(books.testMerchant),
      member: member.user,
    },
    memberEvents: [...now.memberEvents, ...member.events],
  };
};

const spendingAfter = (
  spending: Spending,
  event: DeductionEvent,
  deduction: Deduction,
  scene: Scene | undefined,
): Spending => {
  const { id, amount } = deduction;
  switch (event.type) {
    case 'DeductionReserved':
      return reserve(spending, { deduction: id, amount, day: event.day, ...(scene === undefined ? {} : { scene }) });
    case 'DeductionPaid':
    case 'DeductionAdvanced':
      return settle(spending, id, amount, dayOf(event.paidAt)); // the day of WeChat's success time (INV-26)
    case 'DeductionFailed':
    case 'OrderNotFound':
    case 'GenerationOpened':
      return release(spending, id);
    case 'DeductionHeld': // an unknown one may still be paid, so it keeps its part of the limit (INV-23)
      return event.reason === 'unknown' ? spending : release(spending, id);
    case 'DeductionReceived':
    case 'AttemptBegun':
    case 'DeductionUnderWay':
    case 'OutcomeUnknown':
    case 'QueryRepeated':
    case 'GenerationClosed':
    case 'AdvanceRepaymentSeen':
    case 'DeductionRefunded': // a refund never gives the day back (INV-30)
    case 'DeductionReleased':
    case 'DeductionGivenUp':
    case 'LateQueriesEnded':
    case 'AnswerMismatched':
      return spending;
  }
};

interface MemberAfter {
  readonly user: FaceUser | undefined;
  readonly events: readonly FaceUserEvent[];
}
const memberAfter = (user: FaceUser | undefined, event: DeductionEvent, { id }: Deduction): MemberAfter => {
  const command: FaceUserCommand | undefined =
    event.type === 'DeductionAdvanced'
      ? { type: 'RecordAdvance', deduction: id }
      : event.type === 'AdvanceRepaymentSeen' || event.type === 'DeductionRefunded' // that ends an advance as well
        ? { type: 'RecordRepayment', deduction: id }
        : undefined;
  if (user === undefined || command === undefined) return { user, events: [] };
  const decided = faceUserDecider.decide(command, user);
  const events = E.isRight(decided) ? decided.right : [];
  return { user: events.reduce(faceUserDecider.evolve, user), events };
};
