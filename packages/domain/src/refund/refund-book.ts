import * as E from 'fp-ts/lib/Either.js';
import { Fen, restOf, sumFen } from '../kernel/fen.ts';
import type { DeductionId, PayscoreOrderNo, RefundNo } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RefundRejection } from './refund.ts';

export interface RefundLine {
  readonly no: RefundNo;
  readonly amount: Fen;
  readonly openedAt: Instant;
  /** `open` until it is proven: it counts like money that moved. */
  readonly status: 'open' | 'refunded' | 'failed';
}
/** Every refund of one payment (INV-30): what is not proven failed never sums above what was paid. */
export interface RefundBook {
  /** Whose payment it was: of a deduction, or of a service order. */
  readonly deduction?: DeductionId;
  readonly payscoreOrder?: PayscoreOrderNo;
  readonly total: Fen;
  readonly lines: readonly RefundLine[];
}
export const emptyRefundBook = (deduction: DeductionId, total: Fen): RefundBook => ({ deduction, total, lines: [] });
export const emptyPayscoreRefundBook = (payscoreOrder: PayscoreOrderNo, total: Fen): RefundBook => ({
  payscoreOrder,
  total,
  lines: [],
});

/** What the payer has back. */
export const refundedOf = ({ lines }: RefundBook): Fen => sumOf(lines.filter(({ status }) => status === 'refunded'));
/** What may still be refunded. */
export const refundRestOf = ({ total, lines }: RefundBook): Fen =>
  restOf(total, sumOf(lines.filter(({ status }) => status !== 'failed')));
export const isFullyRefunded = (book: RefundBook): boolean => refundedOf(book) >= book.total;

/** A new number, or a failed one once more. */
export const openLine = (book: RefundBook, line: Omit<RefundLine, 'status'>): E.Either<RefundRejection, RefundBook> => {
  const before = book.lines.find(({ no }) => no === line.no);
  if (before !== undefined && before.status !== 'failed') return E.right(book);
  const rest = refundRestOf(book);
  if (line.amount > rest || line.amount < 1) return E.left({ type: 'RefundAboveRest', rest });
  return E.right(withLine(book, { ...line, status: 'open' }));
};

/** The books follow the truth: a refund that WeChat paid out after all counts, even where it had been given up. */
export const markLine = (book: RefundBook, no: RefundNo, status: RefundLine['status']): RefundBook => ({
  ...book,
  lines: book.lines.map((line) => (line.no === no ? { ...line, status } : line)),
});

const withLine = (book: RefundBook, line: RefundLine): RefundBook => ({
  ...book,
  lines: book.lines.some(({ no }) => no === line.no)
    ? book.lines.map((other) => (other.no === line.no ? line : other))
    : [...book.lines, line],
});
const sumOf = (lines: readonly RefundLine[]): Fen =>
  lines.length === 0 ? Fen.zero : sumFen(lines.map(({ amount }) => amount));
