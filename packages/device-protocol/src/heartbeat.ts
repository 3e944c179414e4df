import * as t from 'io-ts';

/** Body of `POST /v1/devices/{deviceId}/heartbeat`. */
export const Heartbeat = t.intersection([
  t.type({
    /** The device's clock, epoch milliseconds. */
    clockMs: t.number,
    sdkVersion: t.string,
    /** Age of the feature library; above 10 minutes the device is in trouble (`k12-wire.md` §10.1). */
    libraryAgeMs: t.number,
    /** Vouchers not yet acknowledged. */
    backlog: t.number,
  }),
  t.partial({
    /** Of the deny list that it acts by (INV-42); left out before the first. */
    denyListVersion: t.number,
  }),
]);
export type Heartbeat = t.TypeOf<typeof Heartbeat>;

/** Its answer: the server's clock, RFC 3339 with milliseconds, from which the device measures its offset (INV-64). */
export const HeartbeatAnswer = t.type({ serverTime: t.string }, 'HeartbeatAnswer');
export type HeartbeatAnswer = t.TypeOf<typeof HeartbeatAnswer>;
