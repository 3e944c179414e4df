import type { RefundCommand, RefundEvent } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { PlantedBug } from './planted-bug.ts';
import { refundProperties } from './refunds.ts';
import { rules, type Rules } from './rules.ts';

const bounds =
  refundProperties['INV-30 what is promised back never passes what was paid, and covers all that WeChat may still pay'];
const settled =
  refundProperties['INV-30 once all refunds are asked about, the book says what was paid out, to the fen'];

/** The book after these events is the one before them. */
const forgetting = (forgotten: (event: RefundEvent) => boolean): Rules => ({
  ...rules,
  advanceRefund: (books, command) =>
    pipe(
      rules.advanceRefund(books, command),
      E.map((moved) => (moved.events.some(forgotten) ? { ...moved, book: books.book } : moved)),
    ),
});
/** Another command is decided instead. */
const hearing = (heard: (command: RefundCommand) => RefundCommand): Rules => ({
  ...rules,
  advanceRefund: (books, command) => rules.advanceRefund(books, heard(command)),
});

export const bugsInRefunds: readonly PlantedBug[] = [
  {
    bug: 'a refund that takes no part of the sum',
    killedBy: bounds,
    buggy: forgetting(({ type }) => type === 'RefundRequested'),
  },
  {
    bug: 'a failed refund tried again beside the sum',
    killedBy: bounds,
    buggy: forgetting(({ type }) => type === 'RefundRetried'),
  },
  {
    bug: 'an abnormal refund that gives its part of the sum away',
    killedBy: bounds,
    buggy: {
      ...rules,
      advanceRefund: (books, command) =>
        pipe(
          rules.advanceRefund(books, command),
          E.map((moved) => {
            if (!moved.events.some((event) => event.type === 'RefundFailed')) return moved;
            const no = moved.refund?.no;
            const lines = moved.book.lines.map((line) =>
              line.no === no ? { ...line, status: 'failed' as const } : line,
            );
            return { ...moved, book: { ...moved.book, lines } };
          }),
        ),
    },
  },
  {
    bug: 'a lost answer taken for a refusal',
    killedBy: bounds,
    buggy: hearing((command) =>
      command.type === 'LoseRefundAnswer'
        ? {
            type: 'RecordRefundAnswer',
            answer: { type: 'RefundRefused', code: 'LOST', words: '' },
            at: command.at,
          }
        : command,
    ),
  },
  {
    bug: 'a success that never comes into the book',
    killedBy: settled,
    buggy: forgetting(({ type }) => type === 'RefundSucceeded'),
  },
];
