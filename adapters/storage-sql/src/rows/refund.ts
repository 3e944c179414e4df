import { DeductionId, Fen, Instant, OrganizationId, OutUserId, RefundNo, SubMchid } from '@facepay/codecs';
import type { Refund, RefundBook, RefundEvent, RefundLine, RefundStatus, RefundTerms } from '@facepay/domain';
import * as t from 'io-ts';
import { fields, words } from './fields.ts';

const termsFields = {
  no: RefundNo,
  organization: OrganizationId,
  subMchid: SubMchid,
  deduction: DeductionId,
  outUserId: OutUserId,
  transactionId: t.string,
  amount: Fen,
  total: Fen,
  reason: t.string,
  by: t.string,
  requestedAt: Instant,
};

export const refundRow: t.Type<Refund, unknown> = fields<Refund>(
  {
    ...termsFields,
    status: words<RefundStatus>({
      requested: true,
      unknown: true,
      processing: true,
      success: true,
      closed: true,
      abnormal: true,
      refused: true,
    }),
    body: t.string,
    attempts: t.number,
    queries: t.number,
    version: t.number,
    fence: t.number,
  },
  {
    notBefore: Instant,
    why: t.string,
    lastAttemptAt: Instant,
    answeredAt: Instant,
    refundId: t.string,
    refundedAt: Instant,
    dueAt: Instant,
    leaseUntil: Instant,
  },
);

const line = fields<RefundLine>(
  {
    no: RefundNo,
    amount: Fen,
    openedAt: Instant,
    status: words<RefundLine['status']>({ open: true, refunded: true, failed: true }),
  },
  {},
);
export const refundBookRow: t.Type<RefundBook, unknown> = fields<RefundBook>(
  { deduction: DeductionId, total: Fen, lines: t.readonlyArray(line) },
  {},
);

const at = t.strict({ at: Instant });
type Unsettled = Omit<Extract<RefundEvent, { type: 'RefundUnsettled' }>, 'type'>;
type FailedAs = Extract<RefundEvent, { type: 'RefundFailed' }>['status'];
/** The part of `eventBody` that is about refunds. */
export const refundEvents = {
  RefundRequested: t.strict({ terms: fields<RefundTerms>(termsFields, { notBefore: Instant }), body: t.string }),
  RefundRetried: at,
  RefundAttemptBegun: at,
  RefundUnsettled: fields<Unsettled>({ at: Instant }, { reason: t.string }),
  RefundNotFound: at,
  RefundProcessing: t.strict({ at: Instant, refundId: t.string }),
  RefundSucceeded: t.strict({ at: Instant, refundId: t.string, refundedAt: Instant }),
  RefundFailed: t.strict({
    at: Instant,
    status: words<FailedAs>({ closed: true, abnormal: true, refused: true }),
    why: t.string,
  }),
};
