import { type Alarm, platform, toRfc3339 } from '@facepay/domain';
import { oneOf, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

export const alarmState = oneOf('open', 'acknowledged');

export const AlarmView = object(
  {
    alarmId: shownText,
    type: shownText,
    at: shownTime,
    subject: object({
      kind: oneOf(
        'deduction',
        'member',
        'organization',
        'device',
        'notice',
        'refund',
        'payscore-order',
        'payscore-permission',
      ),
      id: shownText,
    }),
    state: alarmState,
  },
  {
    /** Absent where it is about no organization of ours. */
    organizationId: shownText,
    reason: shownText,
    acknowledgedAt: shownTime,
    acknowledgedBy: shownText,
  },
);
export type AlarmView = ShapeOf<typeof AlarmView>;

export const alarmView = ({ id, organization, subject, type, at, reason, acknowledged }: Alarm): AlarmView => ({
  alarmId: id,
  type,
  at: toRfc3339(at),
  subject,
  state: acknowledged === undefined ? 'open' : 'acknowledged',
  ...(organization === platform ? {} : { organizationId: organization }),
  ...(reason === undefined ? {} : { reason }),
  ...(acknowledged === undefined
    ? {}
    : { acknowledgedAt: toRfc3339(acknowledged.at), acknowledgedBy: acknowledged.by }),
});
