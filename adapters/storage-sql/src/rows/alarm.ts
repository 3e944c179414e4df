import { AlarmId, Instant, OrganizationId } from '@facepay/codecs';
import type { Alarm, AlarmType } from '@facepay/domain';
import * as t from 'io-ts';
import { eventSubjectKind } from './event.ts';
import { fields, words } from './fields.ts';

type Acknowledged = Exclude<Alarm['acknowledged'], undefined>;

/** Names nobody but the owner of a token: nothing of it is encrypted. */
export const alarmRow: t.Type<Alarm, unknown> = fields<Alarm>(
  {
    id: AlarmId,
    organization: OrganizationId,
    subject: fields<Alarm['subject']>({ kind: eventSubjectKind, id: t.string }, {}),
    type: words<AlarmType>({
      AnswerMismatched: true,
      DeviceQuarantined: true,
      NoticeQuarantined: true,
      VoucherConflict: true,
      OutcomeUnknown: true,
      QueryRepeated: true,
      RefundFailed: true,
      RefundUnsettled: true,
      PayscorePaidTwice: true,
      PayscoreRefused: true,
      PayscoreUnsettled: true,
      LateQueriesEnded: true,
      DeductionHeld: true,
    }),
    at: Instant,
  },
  { reason: t.string, acknowledged: fields<Acknowledged>({ at: Instant, by: t.string }, {}) },
);
