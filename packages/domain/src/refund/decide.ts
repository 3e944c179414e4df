import type * as E from 'fp-ts/lib/Either.js';
import { accept, reject } from '../kernel/decider.ts';
import { msBetween } from '../kernel/instant.ts';
import {
  isFailed,
  type Refund,
  type RefundCommand,
  type RefundDecider,
  type RefundEvent,
  type RefundRejection,
} from './refund.ts';

export const decide: RefundDecider['decide'] = (command, refund) => {
  if (command.type === 'RequestRefund') return request(command, refund);
  if (refund === undefined) return reject({ type: 'RefundUnknown' });
  const { status } = refund;
  switch (command.type) {
    case 'BeginRefund':
      return status === 'requested'
        ? accept({ type: 'RefundAttemptBegun', at: command.at })
        : reject({ type: 'RefundNotNow', status });
    case 'LoseRefundAnswer': // a notice may have been faster than the answer (F-24)
      return status === 'unknown' || status === 'processing'
        ? accept(unsettled(command, refund, command.reason))
        : accept();
    case 'RecordRefundAnswer':
    case 'RecordRefundQuery':
      if (status === 'success') return accept(); // absorbing, as the payment was (INV-13)
      if (refund.answeredAt !== undefined && command.at < refund.answeredAt) return accept(); // older news (INV-36)
      return accept(...told(command, refund));
  }
};

const request = (
  { terms, body, at }: Extract<RefundCommand, { type: 'RequestRefund' }>,
  refund: Refund | undefined,
): E.Either<RefundRejection, readonly RefundEvent[]> => {
  if (refund === undefined) return accept({ type: 'RefundRequested', terms, body });
  const same =
    refund.organization === terms.organization &&
    refund.deduction === terms.deduction &&
    refund.payscoreOrder === terms.payscoreOrder &&
    refund.amount === terms.amount;
  if (!same) return reject({ type: 'RefundNumberUsed' }); // BAD-65
  return isFailed(refund.status) ? accept({ type: 'RefundRetried', at }) : accept(); // the same wish again
};

type Telling = Extract<RefundCommand, { type: 'RecordRefundAnswer' | 'RecordRefundQuery' }>;

const told = (command: Telling, refund: Refund): readonly RefundEvent[] => {
  const { answer, at } = command;
  switch (answer.type) {
    case 'Refunded':
      return [{ type: 'RefundSucceeded', at, refundId: answer.refundId, refundedAt: answer.refundedAt }];
    case 'RefundUnderWay':
      return refund.status === 'processing'
        ? [unsettled(command, refund, answer.state)]
        : [{ type: 'RefundProcessing', at, refundId: answer.refundId }];
    case 'RefundClosed':
      return failed(command, refund, 'closed', 'WeChat closed it');
    case 'RefundAbnormal':
      return failed(command, refund, 'abnormal', 'WeChat cannot hand the money over');
    case 'RefundRefused': // to a query it says nothing of the refund, and the port does not hand it in
      return failed(command, refund, 'refused', `${answer.code}: ${answer.words}`);
    case 'RefundNotFound':
      return notFound(command, refund);
  }
};

/**
 * To our own request an answer is final. A query may have been faster than a repeat that is on its way, so it proves nothing
 * until that repeat must have arrived; nor does it of one that is still to be sent.
 */
const failed = (
  command: Telling,
  refund: Refund,
  status: Extract<RefundEvent, { type: 'RefundFailed' }>['status'],
  why: string,
): readonly RefundEvent[] => {
  const { at } = command;
  if (refund.status === 'requested' || refund.status === status) return [];
  return command.type === 'RecordRefundQuery' && refund.status === 'unknown' && !nothingUnderWay(command, refund)
    ? [unsettled(command, refund, status)]
    : [{ type: 'RefundFailed', at, status, why }];
};

const notFound = (command: Telling, refund: Refund): readonly RefundEvent[] => {
  const { at } = command;
  if (refund.status !== 'unknown' && refund.status !== 'processing') return [];
  if (command.type !== 'RecordRefundQuery' || refund.status === 'processing' || !nothingUnderWay(command, refund))
    return [unsettled(command, refund, 'not-found')];
  return refund.attempts >= command.attemptsMax // every loop ends (INV-99)
    ? [{ type: 'RefundFailed', at, status: 'refused', why: `not taken in, after ${refund.attempts} requests` }]
    : [{ type: 'RefundNotFound', at }];
};

/** INV-12: no request can still be on its way. */
const nothingUnderWay = (
  { at, inFlightMs }: Extract<RefundCommand, { type: 'RecordRefundQuery' }>,
  { lastAttemptAt }: Refund,
): boolean => lastAttemptAt === undefined || msBetween(lastAttemptAt, at) >= inFlightMs;

const unsettled = (
  command: Telling | Extract<RefundCommand, { type: 'LoseRefundAnswer' }>,
  { lastAttemptAt, requestedAt }: Refund,
  reason: string,
): RefundEvent => {
  const { at } = command;
  const stalledMs = 'stalledMs' in command ? command.stalledMs : undefined;
  const isStalled = stalledMs !== undefined && msBetween(lastAttemptAt ?? requestedAt, at) > stalledMs;
  return { type: 'RefundUnsettled', at, reason: isStalled ? `stalled: ${reason}` : reason };
};
