import { deductionNoOf, type Notice, type NoticeSubject } from '@facepay/domain';
import fc from 'fast-check';
import {
  anyAmount,
  anyDeductionId,
  anyHex,
  anyInstant,
  anyNoticeId,
  anyOrganizationId,
  anyOutUserId,
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
    claim: fc.record({
      refundFen: anyAmount,
      totalFen: anyAmount,
      subMchid: anySubMchid,
      transactionId: anyHex(28),
      refundStatus: fc.constantFrom('SUCCESS', 'ABNORMAL', 'CLOSED'),
    }),
  }),
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
