import type { OrganizationId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Queued } from '../task/queued.ts';

/** What parents and staff are told of (FAQ Q2): each of an order once, the others once each time they begin. */
export type PersonNoticeKind =
  /** 订单延迟扣款: not paid at once, tried again in a later window. */
  | 'deduction-delayed'
  /** 垫资: WeChat paid for them and wants it back. */
  | 'advance-made'
  | 'advance-repaid'
  /** Not charged because a limit of the day, of the school or of the parents was reached. */
  | 'limit-reached'
  | 'contract-ended'
  /** Face payment is disabled at WeChat. */
  | 'face-disabled';

/** A notice to a person: kept back over the quiet hours, told once. Key: `personNoticeKey`. */
export interface PersonNotice extends Queued {
  readonly type: 'PersonNotice';
  readonly kind: PersonNoticeKind;
  readonly organization: OrganizationId;
  readonly subject: { readonly kind: 'deduction' | 'member'; readonly id: string };
  /** When what it tells of happened. */
  readonly happenedAt: Instant;
  /** Of the newest event that was looked at; a copy of it or an older one says nothing new. */
  readonly position: number;
  /** How often this began: 1, and more only for what can begin again. */
  readonly occurrence: number;
  /** It has ended since, and may begin again. */
  readonly over?: true;
  readonly toldAt?: Instant;
}
export const personNoticeKey = ({
  organization,
  subject,
  kind,
}: Pick<PersonNotice, 'organization' | 'subject' | 'kind'>): string =>
  `person/${organization}/${subject.kind}/${subject.id}/${kind}`;
