import {
  type AdvancedRefund,
  type Change,
  type Deduction,
  type DeductionPolicy,
  type DeductionRejection,
  emptyPayscoreRefundBook,
  emptyRefundBook,
  eventsOf,
  type Instant,
  isFullyRefunded,
  type Loaded,
  nextRefundDueAt,
  type OfDeduction,
  type OfPayscoreOrder,
  payscoreRefundBookKey,
  type Refund,
  type RefundBook,
  type RefundBooks,
  type RefundPolicy,
  ref,
  type RefundTerms,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { bookChange, bookRefs } from './deduction-books.ts';

export interface RefundPolicies {
  readonly policy: DeductionPolicy;
  readonly refundPolicy: RefundPolicy;
}
type Named = Pick<RefundTerms, 'no' | 'organization'>;

/** Everything that moves together with a refund. */
export const refundRefs = ({ no, deduction, organization, outUserId, subMchid }: Named & OfDeduction) => ({
  ...bookRefs({ id: deduction, organization, outUserId, subMchid }),
  refund: ref('refund', no),
  refundBook: ref('refundBook', deduction),
});
export type RefundRefs = ReturnType<typeof refundRefs>;

/** Of a service order's refund: it has no deduction to move. */
export const payscoreRefundRefs = ({ no, payscoreOrder }: Named & OfPayscoreOrder) => ({
  refund: ref('refund', no),
  refundBook: ref('refundBook', payscoreRefundBookKey({ no: payscoreOrder })),
});
/** What was read for a refund of either. */
export type FoundRefund = Loaded<ReturnType<typeof payscoreRefundRefs>> & Partial<Loaded<RefundRefs>>;

export const refundBookOf = ({ refundBook }: Pick<FoundRefund, 'refundBook'>, refund: Refund): RefundBook =>
  refundBook ??
  (refund.payscoreOrder === undefined
    ? emptyRefundBook(refund.deduction, refund.total)
    : emptyPayscoreRefundBook(refund.payscoreOrder, refund.total));

/** The lease ends with the work; the policy says when to look again. */
const rescheduledRefund = (refund: Refund, now: Instant, policy: RefundPolicy): Refund => {
  const { dueAt: _, leaseUntil: __, ...rest } = refund;
  const dueAt = nextRefundDueAt(rest, now, policy);
  return dueAt === undefined ? rest : { ...rest, dueAt };
};

/** What became of the refund and its book alone. */
export const ownRefundChange = (
  { refundBook }: Pick<FoundRefund, 'refundBook'>,
  { refund, book, events }: AdvancedRefund & { readonly refund: Refund },
  now: Instant,
  { refundPolicy }: Pick<RefundPolicies, 'refundPolicy'>,
): Change<Refund> => {
  const { organization, no } = refund;
  const result = rescheduledRefund(refund, now, refundPolicy);
  const key =
    refund.payscoreOrder === undefined ? refund.deduction : payscoreRefundBookKey({ no: refund.payscoreOrder });
  return {
    writes: [write(ref('refund', no), result), ...(book === refundBook ? [] : [write(ref('refundBook', key), book)])],
    events: eventsOf(
      { organization, at: now, subject: { kind: 'refund', id: no }, versionBefore: refund.version - events.length },
      events,
    ),
    result,
  };
};

/**
 * What became of the refund and its book, and, once all of it is refunded, of the deduction and the debt: one transaction.
 */
export const refundChange = (
  found: Loaded<RefundRefs>,
  deduction: Deduction,
  moved: AdvancedRefund & { readonly refund: Refund },
  now: Instant,
  { policy, refundPolicy }: RefundPolicies,
): E.Either<DeductionRejection, Change<Refund>> => {
  const { refund, book } = moved;
  const own = ownRefundChange(found, moved, now, { refundPolicy });
  if (!isNowRefunded(deduction, book, refundPolicy)) return E.right(own);
  const at = refund.refundedAt ?? now;
  const clearsDebt = refundPolicy.fullRefundClearsDebt;
  return pipe(
    bookChange(found, deduction, { type: 'RecordRefund', at, clearsDebt }, now, policy),
    E.map((rest) => ({ ...own, writes: [...rest.writes, ...own.writes], events: [...own.events, ...rest.events] })),
  );
};

const isNowRefunded = (
  { status }: Deduction,
  book: RefundBooks['book'],
  { fullRefundClearsDebt }: RefundPolicy,
): boolean =>
  isFullyRefunded(book) &&
  (status === 'paid' || status === 'repaid' || (status === 'advanced' && fullRefundClearsDebt));
