import type { Claimed, OrganizationId } from '@facepay/domain';

export interface ClaimedRow {
  readonly organization: OrganizationId;
  readonly key: string;
  readonly fence: number;
  readonly due_at: number;
}
/** The longest due first: `returning` promises no order. */
export const toClaimed = (rows: readonly ClaimedRow[]): readonly Claimed[] =>
  rows.toSorted(longestDueFirst).map(({ organization, key, fence }) => ({ organization, key, fence }));

const longestDueFirst = (a: ClaimedRow, b: ClaimedRow): number =>
  a.due_at - b.due_at || order(a.key, b.key) || order(a.organization, b.organization);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
