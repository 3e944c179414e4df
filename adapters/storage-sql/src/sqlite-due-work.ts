import type { Claimed, DueWork, OrganizationId, Queue } from '@facepay/domain';
import type Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import type { GroupCommit } from './group-commit.ts';
import { claimDue } from './sqlite-queries.ts';
import { prepare, type Statement } from './statement.ts';

export const createSqliteDueWork = (database: Database.Database, group: GroupCommit): DueWork => {
  const claims: Readonly<Record<Queue, Statement>> = {
    deduction: prepare(database, claimDue('deduction')),
    notice: prepare(database, claimDue('notice')),
  };
  return {
    claim: (queue, now, leaseMs, countMax) =>
      group.enqueue(() => {
        const rows = claims[queue].all({ now, until: Math.round(now + leaseMs), countMax }) as readonly ClaimedRow[];
        return E.right(
          rows.toSorted(longestDueFirst).map(({ organization, key, fence }): Claimed => ({ organization, key, fence })),
        );
      }),
  };
};

interface ClaimedRow {
  readonly organization: OrganizationId;
  readonly key: string;
  readonly fence: number;
  readonly due_at: number;
}
/** `returning` promises no order. */
const longestDueFirst = (a: ClaimedRow, b: ClaimedRow): number =>
  a.due_at - b.due_at || order(a.key, b.key) || order(a.organization, b.organization);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
