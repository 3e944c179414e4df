import {
  advanceRefund,
  emptyPayscoreRefundBook,
  emptyRefundBook,
  type Fen,
  minute,
  type OfDeduction,
  type OfPayscoreOrder,
  type Refund,
  type RefundAnswer,
  type RefundBook,
  type RefundCommand,
  refundDecider,
  type RefundNo,
  type RefundTerms,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import {
  anyAmount,
  anyDeductionId,
  anyHex,
  anyInstant,
  anyOrganizationId,
  anyOutUserId,
  anyPayscoreOrderNo,
  anySubMchid,
  anyText,
} from './kernel.ts';
import { reached } from './reached.ts';

export const anyRefundNo: fc.Arbitrary<RefundNo> = anyText('0123456789ABCabc_-|*@', 1, 64).map(
  (text) => text as RefundNo,
);
/** Of a deduction, or of a service order of a merchant or of a provider's. */
const anyWhose: fc.Arbitrary<OfDeduction | OfPayscoreOrder> = fc.oneof(
  fc.record({ subMchid: anySubMchid, deduction: anyDeductionId, outUserId: anyOutUserId }),
  fc.record({ payscoreOrder: anyPayscoreOrderNo, subMchid: anySubMchid }, { requiredKeys: ['payscoreOrder'] }),
);
/** Of a part of a payment, or of all of it. */
export const anyRefundTerms: fc.Arbitrary<RefundTerms> = fc
  .record(
    {
      no: anyRefundNo,
      organization: anyOrganizationId,
      whose: anyWhose,
      transactionId: anyHex(28),
      amount: anyAmount,
      reason: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
      by: fc.constantFrom('office', 'kitchen'),
      requestedAt: anyInstant,
      notBefore: anyInstant,
    },
    {
      requiredKeys: ['no', 'organization', 'whose', 'transactionId', 'amount', 'reason', 'by', 'requestedAt'],
    },
  )
  .chain(({ whose, ...terms }) =>
    fc.nat({ max: 5_000 }).map((more) => ({ ...terms, ...whose, total: (terms.amount + more) as Fen })),
  );

export const anyRefundAnswer: fc.Arbitrary<RefundAnswer> = fc.oneof(
  fc.record({ type: fc.constant('Refunded' as const), refundId: anyHex(20), refundedAt: anyInstant }),
  fc.record({
    type: fc.constant('RefundUnderWay' as const),
    refundId: anyHex(20),
    state: fc.constantFrom('PROCESSING', 'SOMETHING_NEW'),
  }),
  fc.record({ type: fc.constantFrom('RefundClosed' as const, 'RefundAbnormal' as const), refundId: anyHex(20) }),
  fc.constant<RefundAnswer>({ type: 'RefundNotFound' }),
  fc.constant<RefundAnswer>({ type: 'RefundRefused', code: 'NOT_ENOUGH', words: '基本账户余额不足' }),
);

/** Commands about a refund that was requested already. */
export const anyRefundCommand = (terms: RefundTerms, body: string): fc.Arbitrary<RefundCommand> =>
  fc.oneof(
    anyInstant.map((at): RefundCommand => ({ type: 'RequestRefund', terms, body, at })),
    anyInstant.map((at): RefundCommand => ({ type: 'BeginRefund', at })),
    fc.record({ type: fc.constant('RecordRefundAnswer' as const), answer: anyRefundAnswer, at: anyInstant }),
    fc.record({
      type: fc.constant('RecordRefundQuery' as const),
      answer: anyRefundAnswer,
      at: anyInstant,
      inFlightMs: fc.constant(minute),
      attemptsMax: fc.constant(3),
    }),
    fc.record({ type: fc.constant('LoseRefundAnswer' as const), reason: fc.constant('timeout'), at: anyInstant }),
  );

/** As some commands make it, so only what can really be stored, with any place in the queue. */
export const anyRefund: fc.Arbitrary<Refund> = fc.tuple(anyRefundTerms, fc.json()).chain(([terms, body]) =>
  fc
    .tuple(
      fc.array(anyRefundCommand(terms, body), { maxLength: 8 }),
      fc.record(
        { dueAt: anyInstant, leaseUntil: anyInstant, fence: fc.nat({ max: 1_000 }) },
        { requiredKeys: ['fence'] },
      ),
    )
    .map(([commands, place]) => {
      const request: RefundCommand = { type: 'RequestRefund', terms, body, at: terms.requestedAt };
      return { ...reached(refundDecider, [request, ...commands]), ...place };
    }),
);

/** With some refunds in it, none above what was paid. */
export const anyRefundBook: fc.Arbitrary<RefundBook> = fc
  .tuple(
    fc.oneof(
      fc.tuple(anyDeductionId, anyAmount).map(([id, total]) => emptyRefundBook(id, total)),
      fc.tuple(anyPayscoreOrderNo, anyAmount).map(([no, total]) => emptyPayscoreRefundBook(no, total)),
    ),
    fc.array(anyRefundTerms, { maxLength: 5 }),
  )
  .map(([empty, wishes]) =>
    wishes.reduce<RefundBook>((book, terms) => {
      const request: RefundCommand = { type: 'RequestRefund', terms, body: '', at: terms.requestedAt };
      const opened = advanceRefund({ refund: undefined, book }, request);
      return E.isRight(opened) ? opened.right.book : book;
    }, empty),
  );
