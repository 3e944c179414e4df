import {
  type AdvancedRefund,
  type Change,
  type Deduction,
  type DeductionPolicy,
  type DeductionRejection,
  emptyRefundBook,
  eventsOf,
  type Instant,
  isFullyRefunded,
  type Loaded,
  nextRefundDueAt,
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
type Named = Pick<RefundTerms, 'no' | 'deduction' | 'organization' | 'outUserId' | 'subMchid'>;

/** Everything that moves together with a refund. */
export const refundRefs = ({ no, deduction, organization, outUserId, subMchid }: Named) => ({
  ...bookRefs({ id: deduction, organization, outUserId, subMchid }),
  refund: ref('refund', no),
  refundBook: ref('refundBook', deduction),
});
export type RefundRefs = ReturnType<typeof refundRefs>;

export const refundBookOf = (found: Loaded<RefundRefs>, refund: Refund): RefundBook =>
  found.refundBook ?? emptyRefundBook(refund.deduction, refund.total);

/** The lease ends with the work; the policy says when to look again. */
const rescheduledRefund = (refund: Refund, now: Instant, policy: RefundPolicy): Refund => {
  const { dueAt: _, leaseUntil: __, ...rest } = refund;
  const dueAt = nextRefundDueAt(rest, now, policy);
  return dueAt === undefined ? rest : { ...rest, dueAt };
};

/**
 * What became of the refund and its book, and, once all of it is refunded, of the deduction and the debt: one transaction.
 */
export const refundChange = (
  found: Loaded<RefundRefs>,
  deduction: Deduction,
  { refund, book, events }: AdvancedRefund & { readonly refund: Refund },
  now: Instant,
  { policy, refundPolicy }: RefundPolicies,
): E.Either<DeductionRejection, Change<Refund>> => {
  const { organization, no } = refund;
  const result = rescheduledRefund(refund, now, refundPolicy);
  const told = eventsOf(
    { organization, at: now, subject: { kind: 'refund', id: no }, versionBefore: refund.version - events.length },
    events,
  );
  const own = [
    write(ref('refund', no), result),
    ...(book === found.refundBook ? [] : [write(ref('refundBook', refund.deduction), book)]),
  ];
  if (!isNowRefunded(deduction, book, refundPolicy)) return E.right({ writes: own, events: told, result });
  const at = refund.refundedAt ?? now;
  const clearsDebt = refundPolicy.fullRefundClearsDebt;
  return pipe(
    bookChange(found, deduction, { type: 'RecordRefund', at, clearsDebt }, now, policy),
    E.map((rest) => ({ writes: [...rest.writes, ...own], events: [...told, ...rest.events], result })),
  );
};

const isNowRefunded = (
  { status }: Deduction,
  book: RefundBooks['book'],
  { fullRefundClearsDebt }: RefundPolicy,
): boolean =>
  isFullyRefunded(book) &&
  (status === 'paid' || status === 'repaid' || (status === 'advanced' && fullRefundClearsDebt));
