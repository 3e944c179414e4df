import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { markLine, openLine, type RefundBook } from './refund-book.ts';
import type { Refund, RefundCommand, RefundEvent, RefundRejection } from './refund.ts';

/** A refund and the book of its deduction, which move together. */
export interface RefundBooks {
  readonly refund: Refund | undefined;
  readonly book: RefundBook;
}
export interface AdvancedRefund extends RefundBooks {
  readonly events: readonly RefundEvent[];
}

/** Decides, and carries every event into the book, so that no refund escapes the sum (INV-30). */
export const advanceRefund = (
  { refund, book }: RefundBooks,
  command: RefundCommand,
): E.Either<RefundRejection, AdvancedRefund> =>
  pipe(
    decide(command, refund),
    E.flatMap((events) =>
      events.reduce<E.Either<RefundRejection, AdvancedRefund>>(
        (now, event) => pipe(now, E.flatMap(carry(event))),
        E.right({ refund, book, events }),
      ),
    ),
  );

const carry =
  (event: RefundEvent) =>
  ({ refund: before, book, events }: AdvancedRefund): E.Either<RefundRejection, AdvancedRefund> => {
    const refund = evolve(before, event);
    return refund === undefined
      ? E.right({ refund, book, events })
      : pipe(
          bookAfter(book, event, refund),
          E.map((after) => ({ refund, book: after, events })),
        );
  };

const bookAfter = (book: RefundBook, event: RefundEvent, refund: Refund): E.Either<RefundRejection, RefundBook> => {
  const { no, amount } = refund;
  switch (event.type) {
    case 'RefundRequested':
      return openLine(book, { no, amount, openedAt: refund.requestedAt });
    case 'RefundRetried':
      return openLine(book, { no, amount, openedAt: event.at });
    case 'RefundProcessing': // also of one that had been called closed
      return E.right(markLine(book, no, 'open'));
    case 'RefundSucceeded':
      return E.right(markLine(book, no, 'refunded'));
    case 'RefundFailed': // an abnormal one may still be paid out, and WeChat counts it too (`v3-rules.md` §9.1)
      return E.right(event.status === 'abnormal' ? book : markLine(book, no, 'failed'));
    case 'RefundAttemptBegun':
    case 'RefundUnsettled':
    case 'RefundNotFound':
      return E.right(book);
  }
};
