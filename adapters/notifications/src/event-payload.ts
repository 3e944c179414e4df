import { type NumberedEvent, toRfc3339 } from '@facepay/domain';
import { eventData } from './event-data.ts';

/** What others read: the names of our events, times in RFC 3339, money in fen, nothing about a person but ids. */
export interface EventPayload {
  readonly type: NumberedEvent['body']['type'];
  /** When it happened, not when it is told. */
  readonly timestamp: string;
  readonly data: {
    readonly key: string;
    readonly position: number;
    readonly organizationId: string;
    readonly subject: { readonly kind: string; readonly id: string };
    readonly [detail: string]: unknown;
  };
}

export const eventPayload = ({ key, position, organization, subject, at, body }: NumberedEvent): EventPayload => ({
  type: body.type,
  timestamp: toRfc3339(at),
  data: {
    ...eventData(body),
    key,
    position,
    organizationId: organization,
    subject: { kind: subject.kind, id: subject.id },
  },
});
