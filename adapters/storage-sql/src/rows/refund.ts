import {
  DeductionId,
  Fen,
  Instant,
  OrganizationId,
  OutUserId,
  PayscoreOrderNo,
  RefundNo,
  SubMchid,
} from '@facepay/codecs';
import type {
  OfDeduction,
  OfPayscoreOrder,
  Refund,
  RefundBook,
  RefundEvent,
  RefundLine,
  RefundStatus,
  RefundTerms,
} from '@facepay/domain';
import * as t from 'io-ts';
import { fields, words } from './fields.ts';

const wanted = {
  no: RefundNo,
  organization: OrganizationId,
  transactionId: t.string,
  amount: Fen,
  total: Fen,
  reason: t.string,
  by: t.string,
  requestedAt: Instant,
};
const progress = {
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
};
const later = {
  notBefore: Instant,
  why: t.string,
  lastAttemptAt: Instant,
  answeredAt: Instant,
  refundId: t.string,
  refundedAt: Instant,
  dueAt: Instant,
  leaseUntil: Instant,
};
const ofDeduction = { deduction: DeductionId, outUserId: OutUserId, subMchid: SubMchid };
/** A row of a deduction has no order, and the other way round. */
type Whose<T, O> = Omit<Extract<T, O>, O extends OfDeduction ? 'payscoreOrder' : 'deduction' | 'outUserId'>;

export const refundRow: t.Type<Refund, unknown> = t.union([
  fields<Whose<Refund, OfDeduction>>({ ...wanted, ...ofDeduction, ...progress }, later),
  fields<Whose<Refund, OfPayscoreOrder>>(
    { ...wanted, payscoreOrder: PayscoreOrderNo, ...progress },
    { ...later, subMchid: SubMchid },
  ),
]);
const refundTerms: t.Type<RefundTerms, unknown> = t.union([
  fields<Whose<RefundTerms, OfDeduction>>({ ...wanted, ...ofDeduction }, { notBefore: Instant }),
  fields<Whose<RefundTerms, OfPayscoreOrder>>(
    { ...wanted, payscoreOrder: PayscoreOrderNo },
    { notBefore: Instant, subMchid: SubMchid },
  ),
]);

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
  { total: Fen, lines: t.readonlyArray(line) },
  { deduction: DeductionId, payscoreOrder: PayscoreOrderNo },
);

const at = t.strict({ at: Instant });
type Unsettled = Omit<Extract<RefundEvent, { type: 'RefundUnsettled' }>, 'type'>;
type FailedAs = Extract<RefundEvent, { type: 'RefundFailed' }>['status'];
/** The part of `eventBody` that is about refunds. */
export const refundEvents = {
  RefundRequested: t.strict({ terms: refundTerms, body: t.string }),
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
