import type { Instant } from '../kernel/instant.ts';
import type { NumberedEvent } from '../ports/domain-event.ts';
import { type PersonNotice, type PersonNoticeKind } from './person-notice.ts';
import { type QuietHoursPolicy, tellableAt } from './quiet-hours.ts';

/** What an event means for the people behind it: something to tell, its end, or nothing. */
export interface PersonNews {
  readonly kind: PersonNoticeKind;
  readonly type: 'Begins' | 'Ends';
}
export const personNewsOf = ({ body }: Pick<NumberedEvent, 'body'>): PersonNews | undefined => {
  if (body.type === 'DeductionHeld')
    return body.reason === 'limit' ? { kind: 'limit-reached', type: 'Begins' } : undefined;
  if (body.type === 'UserRead') return { kind: 'face-disabled', type: body.usage === 'disabled' ? 'Begins' : 'Ends' };
  return news.get(body.type);
};
/** What is not here is nothing to tell anybody of. */
const news: ReadonlyMap<NumberedEvent['body']['type'], PersonNews> = new Map([
  ['DeductionFailed', { kind: 'deduction-delayed', type: 'Begins' }],
  ['DeductionAdvanced', { kind: 'advance-made', type: 'Begins' }],
  ['AdvanceRepaymentSeen', { kind: 'advance-repaid', type: 'Begins' }],
  ['ContractTerminated', { kind: 'contract-ended', type: 'Begins' }],
  ['ContractSigned', { kind: 'contract-ended', type: 'Ends' }],
]);

/** The notice as it stands after this event; the very same one where the event is no news to it (INV-15). */
export const afterNews = (
  notice: PersonNotice | undefined,
  { kind, type }: PersonNews,
  event: NumberedEvent,
  now: Instant,
  policy: QuietHoursPolicy,
): PersonNotice | undefined => {
  if (notice !== undefined && event.position <= notice.position) return notice; // told again after a crash
  if (type === 'Ends')
    return notice === undefined || notice.over === true
      ? notice
      : withoutDue({ ...notice, position: event.position, over: true });
  if (event.subject.kind !== 'deduction' && event.subject.kind !== 'member') return notice;
  if (notice !== undefined && notice.over !== true) return notice;
  return {
    type: 'PersonNotice',
    kind,
    organization: event.organization,
    subject: { kind: event.subject.kind, id: event.subject.id },
    happenedAt: event.at,
    position: event.position,
    occurrence: (notice?.occurrence ?? 0) + 1,
    dueAt: tellableAt(now, policy),
    fence: notice?.fence ?? 0,
  };
};

/** What ended before anybody was told of it is told no more. */
const withoutDue = (notice: PersonNotice): PersonNotice => {
  const { dueAt: _, leaseUntil: __, ...rest } = notice;
  return rest;
};
