import * as E from 'fp-ts/lib/Either.js';
import { type Deduction, isSettled } from '../deduction/index.ts';
import type { Fen } from '../kernel/fen.ts';
import type { RefundNo } from '../kernel/ids.ts';
import { type Instant, later } from '../kernel/instant.ts';
import { type AdvancedRefund, advanceRefund } from './books.ts';
import type { RefundPolicy } from './policy.ts';
import { emptyRefundBook, type RefundBook } from './refund-book.ts';
import { isFailed, type Refund, type RefundRejection, type RefundTerms } from './refund.ts';

export interface RefundWish {
  readonly no: RefundNo;
  readonly amount: Fen;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

/**
 * May this be refunded? Paid, advanced and repaid are, up to what was paid, for a year (INV-30, BAD-65). A number that is
 * known answers as it stands, or begins again where it failed.
 */
export const openRefund = (
  found: { readonly deduction: Deduction; readonly refund: Refund | undefined; readonly book: RefundBook | undefined },
  wish: RefundWish,
  policy: RefundPolicy,
  bodyOf: (terms: RefundTerms) => string,
): E.Either<RefundRejection, AdvancedRefund> => {
  const { deduction, refund } = found;
  const book = found.book ?? emptyRefundBook(deduction.id, deduction.amount);
  const terms = termsOf(deduction, book, wish, policy);
  const { at } = wish;
  if (terms === undefined) return E.left({ type: 'DeductionNotPaid', status: deduction.status });
  if (refund === undefined || isFailed(refund.status)) {
    const until = later(deduction.paidAt ?? deduction.saleAt, policy.refundAgeMaxMs);
    if (at > until) return E.left({ type: 'RefundTooLate', until });
    if (refund === undefined && book.lines.length >= policy.refundsMax)
      return E.left({ type: 'RefundsUsedUp', countMax: policy.refundsMax });
  }
  return advanceRefund({ refund, book }, { type: 'RequestRefund', terms, body: refund?.body ?? bodyOf(terms), at });
};

const termsOf = (
  deduction: Deduction,
  book: RefundBook,
  { no, amount, reason, by, at }: RefundWish,
  { refundSpacingMs }: RefundPolicy,
): RefundTerms | undefined => {
  const { id, organization, subMchid, outUserId, transactionId } = deduction;
  if (!isSettled(deduction.status) || transactionId === undefined) return undefined;
  const newest = Math.max(...book.lines.map(({ openedAt }) => openedAt));
  const notBefore = newest + refundSpacingMs;
  return {
    no,
    organization,
    subMchid,
    deduction: id,
    outUserId,
    transactionId,
    amount,
    total: deduction.amount,
    reason,
    by,
    requestedAt: at,
    ...(notBefore > at ? { notBefore: later(at, notBefore - at) } : {}),
  };
};
