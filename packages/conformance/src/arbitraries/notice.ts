import { deductionNoOf, Instant, type Notice, type NoticeSubject } from '@facepay/domain';
import fc from 'fast-check';
import {
  anyAmount,
  anyAuthorizationCode,
  anyDeductionId,
  anyHex,
  anyInstant,
  anyNoticeId,
  anyOpenid,
  anyOrganizationId,
  anyOutUserId,
  anyPayscoreOrderNo,
  anySubMchid,
} from './kernel.ts';
import { anyRefundNo } from './refund.ts';

export const anyNoticeSubject: fc.Arbitrary<NoticeSubject> = fc.oneof(
  fc.record({
    type: fc.constant('UserState' as const),
    organization: anyOrganizationId,
    outUserId: anyOutUserId,
  }),
  fc.record({
    type: fc.constant('Deduction' as const),
    no: anyDeductionId.map((id) => deductionNoOf(id, 1)),
    claim: fc.record({
      totalFen: anyAmount,
      subMchid: anySubMchid,
      tradeState: fc.constantFrom('SUCCESS', 'PAYERROR', 'SOMETHING_NEW'),
    }),
  }),
  fc.record({
    type: fc.constant('Refund' as const),
    no: anyRefundNo,
    claim: fc.record(
      {
        refundFen: anyAmount,
        totalFen: anyAmount,
        subMchid: anySubMchid,
        transactionId: anyHex(28),
        refundStatus: fc.constantFrom('SUCCESS', 'ABNORMAL', 'CLOSED'),
      },
      { requiredKeys: ['refundFen', 'totalFen', 'transactionId', 'refundStatus'] },
    ),
  }),
  fc.record({
    type: fc.constant('PayscoreOrder' as const),
    no: anyPayscoreOrderNo,
    claim: fc.oneof(
      fc.record({
        state: fc.constantFrom('DOING', 'SOMETHING_NEW'),
        collection: fc.constant('absent'),
      }),
      fc.record({
        state: fc.constantFrom('DONE', 'DOING'),
        collection: fc.constantFrom('USER_PAID', 'USER_PAYING'),
        totalFen: anyAmount,
      }),
    ),
  }),
  fc.record(
    {
      type: fc.constant('PayscorePermission' as const),
      openid: anyOpenid,
      open: fc.boolean(),
      happenedAt: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => Instant.of(seconds * 1000)),
      code: anyAuthorizationCode,
      outRequestNo: anyHex(20),
    },
    { requiredKeys: ['type', 'openid', 'open', 'happenedAt'] },
  ),
  fc.constant<NoticeSubject>({ type: 'Other' }),
);
export const anyNotice: fc.Arbitrary<Notice> = fc.record(
  {
    id: anyNoticeId,
    eventType: fc.constantFrom('FACEPAY.USER_STATE_CHANGE', 'TRANSACTION.SUCCESS', 'SOMETHING.NEW'),
    subject: anyNoticeSubject,
    contentHash: anyHex(64),
    raw: fc.string({ unit: 'grapheme', maxLength: 40 }),
    receivedAt: anyInstant,
    status: fc.constantFrom('received', 'processed', 'ignored', 'quarantined'),
    reason: fc.constantFrom(
      'foreign-merchant',
      'unknown-organization',
      'unknown-deduction',
      'unknown-refund',
      'unknown-payscore-order',
      'amount-differs',
    ),
    processedAt: anyInstant,
    dueAt: anyInstant,
    tries: fc.nat({ max: 20 }),
    fence: fc.nat({ max: 1_000 }),
    leaseUntil: anyInstant,
  },
  { requiredKeys: ['id', 'eventType', 'subject', 'contentHash', 'raw', 'receivedAt', 'status', 'tries', 'fence'] },
);
