import type { AlarmId, OrganizationId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { alarmTypeOf, type AlarmType, type DomainEvent, type NumberedEvent } from '../ports/domain-event.ts';

/** A numbered event that a person should look at (`product.md` §4), and whether somebody has. Key: its id. */
export interface Alarm {
  readonly id: AlarmId;
  /** `platform` where the event belongs to no organization. */
  readonly organization: OrganizationId;
  readonly subject: DomainEvent['subject'];
  readonly type: AlarmType;
  readonly at: Instant;
  readonly reason?: string;
  readonly acknowledged?: { readonly at: Instant; readonly by: string };
}

/** The alarm that an event is, if it is one. Its id is the event's position, so ids sort as things happened. */
export const alarmOf = (event: NumberedEvent): Alarm | undefined => {
  const type = alarmTypeOf(event);
  if (type === undefined) return undefined;
  const reason = reasonOf(event.body);
  return {
    id: `a${String(event.position).padStart(12, '0')}` as AlarmId,
    organization: event.organization,
    subject: event.subject,
    type,
    at: event.at,
    ...(reason === undefined ? {} : { reason }),
  };
};

/** The first acknowledgement stands; later ones change nothing. */
export const acknowledge = (alarm: Alarm, at: Instant, by: string): Alarm =>
  alarm.acknowledged === undefined ? { ...alarm, acknowledged: { at, by } } : alarm;

const reasonOf = (body: DomainEvent['body']): string | undefined => {
  if (body.type === 'AnswerMismatched') return body.details;
  if (body.type === 'VoucherConflict') return body.voucher;
  if (body.type === 'RefundFailed') return `${body.status}: ${body.why}`;
  return 'reason' in body ? body.reason : undefined;
};
