import type { DueWork, Queue } from '@facepay/domain';
import type Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import { type ClaimedRow, toClaimed } from './claimed-row.ts';
import type { GroupCommit } from './group-commit.ts';
import { claimDue } from './sqlite-queries.ts';
import { prepare, type Statement } from './statement.ts';

export const createSqliteDueWork = (database: Database.Database, group: GroupCommit): DueWork => {
  const claims: Readonly<Record<Queue, Statement>> = {
    deduction: prepare(database, claimDue('deduction')),
    notice: prepare(database, claimDue('notice')),
    refund: prepare(database, claimDue('refund')),
    task: prepare(database, claimDue('task')),
    payscoreOrder: prepare(database, claimDue('payscoreOrder')),
  };
  return {
    claim: (queue, now, leaseMs, countMax) =>
      group.enqueue(() => {
        const rows = claims[queue].all({ now, until: Math.round(now + leaseMs), countMax }) as readonly ClaimedRow[];
        return E.right(toClaimed(rows));
      }),
  };
};
