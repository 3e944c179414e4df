import * as t from 'io-ts';

/** Changes in one answer at most; `more` says that others follow. */
export const denyListChangesMax = 1000;

/** Whether one pupil is denied as of the answer's version. */
export const DenyListChange = t.intersection([
  t.type({
    /** The provider's id of the pupil: names the entry, unique in the organization. */
    outUserId: t.string,
    /** False takes the pupil off the list. */
    denied: t.boolean,
  }),
  /** WeChat's id, where the server knows it: one blocked before signing up has none yet. */
  t.partial({ userId: t.string }),
]);
export type DenyListChange = t.TypeOf<typeof DenyListChange>;

/** Answer of `GET /v1/devices/{deviceId}/deny-list?since=`: what changed after version `since`, oldest first. */
export const DenyListDelta = t.type({
  /** The list is at this version once `changes` are applied: the next request's `since`. */
  version: t.number,
  /** True when the device must forget what it had first: the server cannot tell what changed since `since`. */
  complete: t.boolean,
  /** True when the server has later changes already: ask again at once. */
  more: t.boolean,
  /** At most {@link denyListChangesMax}, each pupil once. */
  changes: t.array(DenyListChange),
});
export type DenyListDelta = t.TypeOf<typeof DenyListDelta>;
