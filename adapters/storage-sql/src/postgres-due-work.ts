import type { DueWork, Queue } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { type ClaimedRow, toClaimed } from './claimed-row.ts';
import { claimDue } from './postgres-queries.ts';
import { postgresStatement, type PostgresStatement } from './postgres-statement.ts';
import type { PostgresTransactions } from './postgres-transactions.ts';

/** A row is claimed by one statement that touches it alone, so each sees the newest row and no snapshot is needed. */
export const createPostgresDueWork = (transactions: PostgresTransactions): DueWork => {
  const claims: Readonly<Record<Queue, PostgresStatement>> = {
    deduction: postgresStatement('claim deduction', claimDue('deduction')),
    notice: postgresStatement('claim notice', claimDue('notice')),
    refund: postgresStatement('claim refund', claimDue('refund')),
    task: postgresStatement('claim task', claimDue('task')),
    payscoreOrder: postgresStatement('claim payscore order', claimDue('payscoreOrder')),
  };
  return {
    claim: (queue, now, leaseMs, countMax) =>
      transactions.transact('read committed', async (ask) => {
        const { rows } = await claims[queue](ask, { now, until: Math.round(now + leaseMs), countMax });
        return { answer: E.right(toClaimed(rows as readonly ClaimedRow[])), sent: [] };
      }),
  };
};
