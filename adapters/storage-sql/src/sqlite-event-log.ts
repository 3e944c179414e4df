import { type EventLog, platform } from '@facepay/domain';
import type Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import type { FieldCipher } from './field-cipher.ts';
import type { GroupCommit } from './group-commit.ts';
import { fromNumberedRow } from './rows/event-row.ts';
import { lastPosition, numberedEvents, numberEvent, takeLease, unnumberedEvents } from './sqlite-queries.ts';
import { readOnly } from './sqlite-reads.ts';
import { prepare } from './statement.ts';
import type { EventTable } from './tables.ts';

/** The lease and the numbers are written in one transaction, so two relays never give out one number (`storage.md` §4). */
export const createSqliteEventLog = (
  database: Database.Database,
  reader: Database.Database,
  cipher: FieldCipher,
  group: GroupCommit,
): EventLog => {
  const lease = prepare(database, takeLease());
  const last = prepare(database, lastPosition());
  const unnumbered = prepare(database, unnumberedEvents());
  const give = prepare(database, numberEvent());
  const numbered = prepare(reader, numberedEvents());
  return {
    number: (holder, now, leaseMs, countMax) =>
      group.enqueue(() => {
        const until = Math.round(now + leaseMs);
        const events = unnumbered.all({ countMax }) as readonly Pick<EventTable, 'arrival'>[];
        if (lease.run({ organization: platform, key: 'event-relay', holder, until, now }) === 0) return E.right(0);
        const { last: from } = last.get({}) as { readonly last: number };
        events.forEach(({ arrival }, index) => give.run({ arrival, position: from + index + 1 }));
        return E.right(events.length);
      }),
    after: (position, countMax) =>
      readOnly(() => {
        const rows = numbered.all({ position, countMax }) as readonly EventTable[];
        return E.traverseArray((row: EventTable) => fromNumberedRow(cipher, row))(rows);
      }),
  };
};
