import { notUnderstoodMark } from '../deduction/actions.ts';
import type { SchoolCalendar } from '../calendar/index.ts';
import type { DeductionEvent } from '../deduction/index.ts';
import type { DebtPolicy, FaceUserEvent } from '../face-user/index.ts';
import type { Fen } from '../kernel/fen.ts';
import type { OrganizationId, OutUserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { OwnLimits } from '../limits/index.ts';
import type { SceneLimits } from '../organization/organization.ts';
import type { PersonNoticeKind } from '../person-notice/person-notice.ts';
import type { QuarantineReason } from '../notice/notice.ts';
import { notPermittedMark } from '../payscore-order/answer.ts';
import type { PayscoreOrderEvent } from '../payscore-order/index.ts';
import type { PermissionEvent } from '../payscore-permission/index.ts';
import type { RefundEvent } from '../refund/index.ts';

export type OtherEvent =
  | { readonly type: 'OrganizationAdopted' }
  /** Holds for later reservations only. */
  | { readonly type: 'OrganizationLimitsSet'; readonly limits: OwnLimits; readonly scenes?: SceneLimits }
  /** For advances that are open already, too. */
  | { readonly type: 'DebtPolicySet'; readonly policy: DebtPolicy }
  /** Holds for whatever is due from then on. */
  | { readonly type: 'OrganizationCalendarSet'; readonly calendar: SchoolCalendar }
  | { readonly type: 'DeviceEnrolled' }
  | { readonly type: 'DeviceQuarantined'; readonly reason: string }
  | { readonly type: 'VoucherGapOpened'; readonly from: number; readonly to: number }
  | { readonly type: 'VoucherConflict'; readonly voucher: string }
  | { readonly type: 'NoticeQuarantined'; readonly reason: QuarantineReason }
  /** Something to pass on to a person; `amount` is the order's (INV-15). The words are the adapter's. */
  | {
      readonly type: 'PersonNotified';
      readonly notice: PersonNoticeKind;
      readonly outUserId: OutUserId;
      readonly amount?: Fen;
    };

/** What happened, for others to hear. Stored in the transaction that made it true, numbered later by one relay. */
export interface DomainEvent {
  /** Unique for ever: the same happening stored twice is stored once (INV-15). */
  readonly key: string;
  readonly organization: OrganizationId;
  readonly subject: {
    readonly kind:
      | 'deduction'
      | 'member'
      | 'organization'
      | 'device'
      | 'notice'
      | 'refund'
      | 'payscore-order'
      | 'payscore-permission';
    readonly id: string;
  };
  readonly at: Instant;
  readonly body: DeductionEvent | FaceUserEvent | RefundEvent | PayscoreOrderEvent | PermissionEvent | OtherEvent;
}
export interface NumberedEvent extends DomainEvent {
  /** From 1, without gaps, in the order in which readers see them. */
  readonly position: number;
}

/** Events of an aggregate named by its version, which `evolve` raises by one for each of them. */
export const eventsOf = (
  about: Pick<DomainEvent, 'organization' | 'subject' | 'at'> & { readonly versionBefore: number },
  bodies: readonly DomainEvent['body'][],
): readonly DomainEvent[] =>
  bodies.map((body, index) => {
    const { organization, subject, at } = about;
    const key = `${organization}/${subject.kind}/${subject.id}/${about.versionBefore + index + 1}`;
    return { key, organization, subject, at, body };
  });

export type AlarmType =
  | 'AnswerMismatched'
  | 'DeviceQuarantined'
  | 'NoticeQuarantined'
  | 'VoucherConflict'
  | 'OutcomeUnknown'
  | 'QueryRepeated'
  | 'RefundFailed'
  | 'RefundUnsettled'
  | 'PayscorePaidTwice'
  | 'PayscoreRefused'
  | 'PayscoreUnsettled'
  | 'LateQueriesEnded'
  | 'DeductionHeld';
/** What a person should look at (`product.md` §4, alarms), by its name; nothing where it is no alarm. */
export const alarmTypeOf = ({ body }: Pick<DomainEvent, 'body'>): AlarmType | undefined => {
  if (
    body.type === 'AnswerMismatched' ||
    body.type === 'LateQueriesEnded' ||
    body.type === 'DeviceQuarantined' ||
    body.type === 'NoticeQuarantined' ||
    body.type === 'RefundFailed' ||
    body.type === 'PayscorePaidTwice' ||
    body.type === 'VoucherConflict'
  )
    return body.type;
  if (body.type === 'RefundUnsettled' && body.reason?.startsWith('stalled') === true) return body.type;
  if (body.type === 'PayscoreRefused') return body.of === 'create' ? undefined : body.type; // whoever creates is told
  if (body.type === 'PayscoreUnsettled')
    return payscoreAlarming.some((start) => body.reason.startsWith(start)) ? body.type : undefined;
  if (body.type === 'OutcomeUnknown' || body.type === 'QueryRepeated' || body.type === 'RefundUnsettled')
    return alarmingReasons.some((start) => body.reason?.startsWith(start) === true) ? body.type : undefined;
  return body.type === 'DeductionHeld' && alarming.has(body.reason) ? body.type : undefined;
};
/** WeChat speaks of another order than the one asked for, or in a word that our tables do not know. */
const alarmingReasons: readonly string[] = ['mismatch', notUnderstoodMark];
/** And one that is open for too long, or that we may not ask about any more: our key, or a permission that was taken back. */
const payscoreAlarming: readonly string[] = [...alarmingReasons, 'stalled', notPermittedMark];
export const isAlarm = (event: DomainEvent): boolean => alarmTypeOf(event) !== undefined;
const alarming: ReadonlySet<string> = new Set(['unknown', 'tenant', 'merchant', 'clone', 'refused']);
