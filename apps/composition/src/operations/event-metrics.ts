import { isAlarm, type NumberedEvent, type Notifier } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { createCounter, type MetricSource } from './metric.ts';

/** What the world was told, counted once the notifier took it. */
export interface EventMetrics {
  readonly count: (events: readonly NumberedEvent[]) => void;
  readonly source: MetricSource;
}

const alarmTypes = [
  'AnswerMismatched',
  'DeviceQuarantined',
  'NoticeQuarantined',
  'VoucherConflict',
  'OutcomeUnknown',
  'QueryRepeated',
  'RefundFailed',
  'RefundUnsettled',
  'PayscorePaidTwice',
  'PayscoreRefused',
  'PayscoreUnsettled',
  'LateQueriesEnded',
  'DeductionHeld',
  'other',
] as const satisfies readonly (NumberedEvent['body']['type'] | 'other')[];

export const createEventMetrics = (): EventMetrics => {
  const told = createCounter({ name: 'facepay_events_told_total', help: 'Events that the notifier took.' }, {});
  const alarms = createCounter(
    { name: 'facepay_alarms_total', help: 'Events that a person should look at, by type.' },
    { type: alarmTypes },
  );
  const denials = createCounter(
    { name: 'facepay_deny_list_changes_total', help: 'Members put on a deny list or taken off.' },
    { change: ['denied', 'allowed'] },
  );
  return {
    count: (events) => {
      told.add({}, events.length);
      for (const event of events) {
        if (isAlarm(event)) alarms.add({ type: alarmTypeOf(event) });
        if (event.body.type === 'MemberDenied') denials.add({ change: 'denied' });
        if (event.body.type === 'MemberAllowed') denials.add({ change: 'allowed' });
      }
    },
    source: () => [told.family(), alarms.family(), denials.family()],
  };
};

const alarmTypeOf = ({ body }: NumberedEvent): (typeof alarmTypes)[number] =>
  alarmTypes.find((type) => type === body.type) ?? 'other';

/** The same notifier, counted. */
export const countedNotifier = (notifier: Notifier, metrics: EventMetrics): Notifier => ({
  notify: (events) =>
    pipe(
      notifier.notify(events),
      TE.map(() => metrics.count(events)),
    ),
});
