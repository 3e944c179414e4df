import { type Notice, toRfc3339 } from '@facepay/domain';
import { oneOf, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

/** A notice without its body. */
export const NoticeView = object(
  {
    noticeId: shownText,
    eventType: shownText,
    status: oneOf('received', 'processed', 'ignored', 'quarantined'),
    subject: object(
      { type: oneOf('user-state', 'deduction', 'refund', 'payscore-order', 'payscore-permission', 'other') },
      {
        organizationId: shownText,
        outUserId: shownText,
        deductionNo: shownText,
        refundNo: shownText,
        payscoreOrderNo: shownText,
        authorizationCode: shownText,
      },
    ),
    contentHash: shownText,
    receivedAt: shownTime,
    tries: shownNumber,
  },
  { reason: shownText, processedAt: shownTime, nextAttemptAt: shownTime },
);
export type NoticeView = ShapeOf<typeof NoticeView>;

export const noticeView = (notice: Notice): NoticeView => {
  const { reason, processedAt, dueAt } = notice;
  return {
    noticeId: notice.id,
    eventType: notice.eventType,
    status: notice.status,
    subject: subjectView(notice.subject),
    contentHash: notice.contentHash,
    receivedAt: toRfc3339(notice.receivedAt),
    tries: notice.tries,
    ...(reason === undefined ? {} : { reason }),
    ...(processedAt === undefined ? {} : { processedAt: toRfc3339(processedAt) }),
    ...(dueAt === undefined ? {} : { nextAttemptAt: toRfc3339(dueAt) }),
  };
};

const subjectView = (subject: Notice['subject']): NoticeView['subject'] => {
  switch (subject.type) {
    case 'UserState':
      return { type: 'user-state', organizationId: subject.organization, outUserId: subject.outUserId };
    case 'Deduction':
      return { type: 'deduction', deductionNo: subject.no };
    case 'Refund':
      return { type: 'refund', refundNo: subject.no };
    case 'PayscoreOrder':
      return { type: 'payscore-order', payscoreOrderNo: subject.no };
    case 'PayscorePermission':
      return {
        type: 'payscore-permission',
        ...(subject.code === undefined ? {} : { authorizationCode: subject.code }),
      };
    case 'Other':
      return { type: 'other' };
  }
};
