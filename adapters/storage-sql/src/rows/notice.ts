import {
  AuthorizationCode,
  DeductionNo,
  Instant,
  NoticeId,
  Openid,
  OrganizationId,
  OutUserId,
  PayscoreOrderNo,
  RefundNo,
} from '@facepay/codecs';
import type {
  Notice,
  NoticeSubject,
  PayscoreClaim,
  PermissionChange,
  QuarantineReason,
  RefundClaim,
} from '@facepay/domain';
import * as t from 'io-ts';
import { fields, tagged, words } from './fields.ts';

export const quarantineReason = words<QuarantineReason>({
  'foreign-merchant': true,
  'unknown-organization': true,
  'unknown-member': true,
  'unknown-deduction': true,
  'unknown-refund': true,
  'unknown-payscore-order': true,
  'amount-differs': true,
  'same-id-other-content': true,
  unreadable: true,
});
const subject = tagged<NoticeSubject, 'type'>('type', {
  UserState: t.strict({ organization: OrganizationId, outUserId: OutUserId }),
  Deduction: t.strict({
    no: DeductionNo,
    claim: t.strict({ totalFen: t.number, subMchid: t.string, tradeState: t.string }),
  }),
  Refund: t.strict({
    no: RefundNo,
    claim: fields<RefundClaim>(
      { refundFen: t.number, totalFen: t.number, transactionId: t.string, refundStatus: t.string },
      { subMchid: t.string },
    ),
  }),
  PayscoreOrder: t.strict({
    no: PayscoreOrderNo,
    claim: fields<PayscoreClaim>({ state: t.string, collection: t.string }, { totalFen: t.number }),
  }),
  PayscorePermission: fields<PermissionChange>(
    { openid: Openid, open: t.boolean, happenedAt: Instant },
    { code: AuthorizationCode, outRequestNo: t.string },
  ),
  Other: t.strict({}),
});

export const noticeRow: t.Type<Notice, unknown> = fields<Notice>(
  {
    id: NoticeId,
    eventType: t.string,
    subject,
    contentHash: t.string,
    raw: t.string,
    receivedAt: Instant,
    status: words<Notice['status']>({ received: true, processed: true, ignored: true, quarantined: true }),
    tries: t.number,
    fence: t.number,
  },
  { reason: quarantineReason, processedAt: Instant, dueAt: Instant, leaseUntil: Instant },
);
