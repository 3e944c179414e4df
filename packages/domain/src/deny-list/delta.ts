import type { OutUserId, UserId } from '../kernel/ids.ts';

/** The newest change of one member's place on the deny list. */
export interface DenyListEntry {
  readonly outUserId: OutUserId;
  /** Absent while WeChat does not know the member. */
  readonly userId?: UserId;
  readonly denied: boolean;
  readonly listVersion: number;
}
/** What a terminal is told; its codec in `@facepay/device-protocol` says what each member means. */
export interface DenyListDelta {
  readonly version: number;
  readonly complete: boolean;
  readonly more: boolean;
  readonly changes: readonly Omit<DenyListEntry, 'listVersion'>[];
}

/**
 * The answer for a terminal that has version `since`, or nothing. `newest` is the list's version as read *before* the
 * entries, which are those above {@link denyListFrom}, oldest first, one more than `countMax` where there are more.
 */
export const denyListDelta = (
  newest: number,
  since: number | undefined,
  entries: readonly DenyListEntry[],
  countMax: number,
): DenyListDelta => {
  const told = entries.slice(0, countMax);
  const more = entries.length > countMax;
  const last = told.at(-1)?.listVersion ?? 0;
  return {
    // Entries may be younger than `newest`. Versions become visible in their order, so nothing below the last is missing.
    version: more ? last : Math.max(newest, last),
    complete: denyListFrom(newest, since) === 0,
    more,
    changes: told.map(toChange),
  };
};

const toChange = (entry: DenyListEntry): DenyListDelta['changes'][number] => {
  const { listVersion: _, ...change } = entry;
  return change;
};

/** Changes above this version are told: all of them to a terminal whose version we never reached (a restored backup). */
export const denyListFrom = (newest: number, since: number | undefined): number =>
  since === undefined || since > newest ? 0 : since;
