import type { NoticeSubject, QuarantineReason } from '@facepay/domain';

/** What a notice is about, and why it is kept apart where it is. */
export interface NoticeMeaning {
  readonly subject: NoticeSubject;
  readonly quarantine?: QuarantineReason;
}
const other: NoticeSubject = { type: 'Other' };
/** An event we do not know, or that is not for us: stored and left alone (BAD-21). */
export const ofNoConcern: NoticeMeaning = { subject: other };
/** An event that we know and cannot read. */
export const unclear: NoticeMeaning = { subject: other, quarantine: 'unreadable' };
/** BAD-15 */
export const foreign: NoticeMeaning = { subject: other, quarantine: 'foreign-merchant' };
