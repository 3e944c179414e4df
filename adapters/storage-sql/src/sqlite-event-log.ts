import { type EventLog, platform } from '@facepay/domain';
import type Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import type { FieldCipher } from './field-cipher.ts';
import type { GroupCommit } from './group-commit.ts';
import { fromNumberedRow, type NumberedRow } from './rows/event-row.ts';
import { numberedEvents, numberEvents, relayPosition, takeLease } from './sqlite-queries.ts';
import { readOnly } from './sqlite-reads.ts';
import { prepare } from './statement.ts';

/** The lease and the numbers are written in one transaction, so two relays never give out one number (`storage.md` §4). */
export const createSqliteEventLog = (
  database: Database.Database,
  reader: Database.Database,
  cipher: FieldCipher,
  group: GroupCommit,
): EventLog => {
  const lease = prepare(database, takeLease());
  const come = prepare(database, relayPosition());
  const give = prepare(database, numberEvents());
  const known = prepare(reader, relayPosition());
  const numbered = prepare(reader, numberedEvents());
  return {
    number: (holder, now, leaseMs, countMax) =>
      group.enqueue(() => {
        const held = come.get(relay) as LeaseRow | undefined;
        // Whoever comes back often has its lease written now and then: each time would be a flush to disk for nothing.
        if (held?.holder !== holder || held.until - now <= leaseMs / 2) {
          const until = Math.round(now + leaseMs);
          if (lease.run({ ...relay, holder, until, now }) === 0) return E.right(0);
        }
        const before = positionOf(held);
        if (give.run({ ...relay, countMax }) === 0) return E.right(0);
        return E.right(positionOf(come.get(relay)) - before);
      }),
    after: (position, countMax) =>
      readOnly(() => {
        const rows = numbered.all({ position, last: positionOf(known.get(relay)), countMax }) as readonly NumberedRow[];
        return E.traverseArray((row: NumberedRow) => fromNumberedRow(cipher, row))(rows);
      }),
  };
};

interface LeaseRow {
  readonly holder: string;
  readonly until: number;
  readonly position: number;
}
const relay = { organization: platform, key: 'event-relay' } as const;
const positionOf = (row: unknown): number => (row as LeaseRow | undefined)?.position ?? 0;
