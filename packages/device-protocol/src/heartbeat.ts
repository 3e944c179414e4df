import * as t from 'io-ts';

/** Body of `POST /v1/devices/{deviceId}/heartbeat`. */
export const Heartbeat = t.type({
  /** The device's clock, epoch milliseconds: the server measures its offset. */
  clockMs: t.number,
  sdkVersion: t.string,
  /** Age of the feature library; above 10 minutes the device is in trouble (`k12-wire.md` §10.1). */
  libraryAgeMs: t.number,
  /** Vouchers not yet acknowledged. */
  backlog: t.number,
});
export type Heartbeat = t.TypeOf<typeof Heartbeat>;
