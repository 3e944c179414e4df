import { isAlarm, type LogFields, type Logger, type Notifier, type NumberedEvent, toRfc3339 } from '@facepay/domain';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { eventData } from './event-data.ts';

/** One line an event: names and ids only (INV-88); what a person should look at is a warning. */
export const createLogNotifier = (logger: Logger): Notifier => ({
  notify: (events) =>
    TE.fromIO(() => {
      for (const event of events) (isAlarm(event) ? logger.warn : logger.info)(event.body.type, fieldsOf(event));
    }),
});

const fieldsOf = ({ key, position, organization, subject, at, body }: NumberedEvent): LogFields => ({
  ...eventData(body),
  key,
  position,
  organization,
  kind: subject.kind,
  happenedAt: toRfc3339(at),
});
