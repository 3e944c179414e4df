import { type EventLog, platform } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { FieldCipher } from './field-cipher.ts';
import { moveRelay, numberedEvents, numberEvents, relayPosition, takeLease } from './postgres-queries.ts';
import { postgresStatement } from './postgres-statement.ts';
import type { PostgresTransactions } from './postgres-transactions.ts';
import { fromNumberedRow, type NumberedRow } from './rows/event-row.ts';

/**
 * An identity is not the order of commit, so positions are given afterwards. The row of the lease is locked from the
 * first statement on: a second relay waits there, and then sees whose the lease is and how far the first has come.
 */
export const createPostgresEventLog = (transactions: PostgresTransactions, cipher: FieldCipher): EventLog => {
  const lease = postgresStatement('take lease', takeLease());
  const come = postgresStatement('relay position', relayPosition());
  const give = postgresStatement('number events', numberEvents());
  const move = postgresStatement('move relay', moveRelay());
  const numbered = postgresStatement('numbered events', numberedEvents());
  return {
    number: (holder, now, leaseMs, countMax) =>
      transactions.transact('read committed', async (ask) => {
        const until = Math.round(now + leaseMs);
        const taken = await lease(ask, { ...relay, holder, until, now });
        if (taken.count === 0) return { answer: E.right(0), sent: [] };
        const [before] = (await come(ask, relay)).rows as readonly { readonly position: number }[];
        const position = before?.position ?? 0;
        const { count } = await give(ask, { position, countMax });
        return {
          answer: E.right(count),
          sent: count > 0 ? [move(ask, { ...relay, position: position + count })] : [],
        };
      }),
    after: (position, countMax) =>
      transactions.look(async (ask) => {
        const { rows } = await numbered(ask, { position, countMax });
        return E.traverseArray((row: NumberedRow) => fromNumberedRow(cipher, row))(rows as readonly NumberedRow[]);
      }),
  };
};

const relay = { organization: platform, key: 'event-relay' } as const;
