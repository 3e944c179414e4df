import * as t from 'io-ts';

/** Answer of `GET /v1/devices/{deviceId}/deny-list?since=`: the changes after version `since`, in order. */
export const DenyListDelta = t.type({
  /** Ask for this one next time. */
  version: t.number,
  /** True when the device must forget what it had: `since` is older than the server remembers. */
  complete: t.boolean,
  changes: t.array(t.type({ userId: t.string, denied: t.boolean })),
});
export type DenyListDelta = t.TypeOf<typeof DenyListDelta>;
