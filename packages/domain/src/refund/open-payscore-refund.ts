import * as E from 'fp-ts/lib/Either.js';
import type { SubMchid } from '../kernel/ids.ts';
import { later } from '../kernel/instant.ts';
import { collectedByWechat, type PayscoreOrder, payscoreScope } from '../payscore-order/index.ts';
import { type AdvancedRefund, advanceRefund } from './books.ts';
import type { RefundWish } from './open-refund.ts';
import type { RefundPolicy } from './policy.ts';
import { emptyPayscoreRefundBook, type RefundBook } from './refund-book.ts';
import { isFailed, type Refund, type RefundRejection, type RefundTerms } from './refund.ts';

/** Where the book of a service order's refunds is kept, in `payscoreScope`. */
export const payscoreRefundBookKey = ({ no }: Pick<PayscoreOrder, 'no'>): string => `payscore/${no}`;

/**
 * May this be refunded? What WeChat itself collected for a service order is, by its `transactionId`, for a year (INV-30, INV-78);
 * what was paid outside is not ours to give back. A number that is known answers as it stands.
 */
export const openPayscoreRefund = (
  found: {
    readonly order: PayscoreOrder;
    readonly refund: Refund | undefined;
    readonly book: RefundBook | undefined;
    /** In partner mode. */
    readonly subMchid?: SubMchid;
  },
  { no, amount, reason, by, at }: RefundWish,
  policy: RefundPolicy,
  bodyOf: (terms: RefundTerms) => string,
): E.Either<RefundRejection, AdvancedRefund> => {
  const { order, refund, subMchid } = found;
  // `paidTwice` may be a part of the payment; WeChat wants the whole of it with every refund (§5.20).
  const collected = collectedByWechat(order.said?.collection) ?? order.paidTwice;
  if (collected?.transactionId === undefined) return E.left({ type: 'PayscoreNotCollected', status: order.status });
  const book = found.book ?? emptyPayscoreRefundBook(order.no, collected.amount);
  if (refund === undefined || isFailed(refund.status)) {
    const paidAt = ('paidAt' in collected ? collected.paidAt : undefined) ?? order.movedAt;
    const until = later(paidAt, policy.refundAgeMaxMs);
    if (at > until) return E.left({ type: 'RefundTooLate', until });
    if (refund === undefined && book.lines.length >= policy.refundsMax)
      return E.left({ type: 'RefundsUsedUp', countMax: policy.refundsMax });
  }
  const notBefore = Math.max(...book.lines.map(({ openedAt }) => openedAt)) + policy.refundSpacingMs;
  const terms: RefundTerms = {
    no,
    organization: payscoreScope,
    payscoreOrder: order.no,
    ...(subMchid === undefined ? {} : { subMchid }),
    transactionId: collected.transactionId,
    amount,
    total: book.total,
    reason,
    by,
    requestedAt: at,
    ...(notBefore > at ? { notBefore: later(at, notBefore - at) } : {}),
  };
  return advanceRefund({ refund, book }, { type: 'RequestRefund', terms, body: refund?.body ?? bodyOf(terms), at });
};
