import { type Device, type DeviceSeen, toRfc3339 } from '@facepay/domain';
import { deviceId, organizationId } from '../shape/kernel-shapes.ts';
import { list, oneOf, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { scene } from './organization-view.ts';
import type { ShapeOf } from '../shape/shape.ts';

export const DeviceView = object(
  {
    deviceId,
    organizationId,
    name: shownText,
    publicKey: shownText,
    keyEpoch: shownNumber,
    status: oneOf('active', 'revoked'),
    /** Highest voucher number seen; numbers below it that never came are gaps. */
    lastSequence: shownNumber,
    gaps: list(object({ from: shownNumber, to: shownNumber })),
    enrolledAt: shownTime,
  },
  {
    /** Where it stands, if not where its organization was adopted for. */
    scene,
    quarantine: object({ reason: shownText, at: shownTime }),
    /** What its last heartbeat said: when, from when its faces are, and which deny list it acts by. */
    seen: object({ at: shownTime, galleryAt: shownTime }, { denyListVersion: shownNumber }),
  },
);
export type DeviceView = ShapeOf<typeof DeviceView>;

export const deviceView = (device: Device): DeviceView => ({
  deviceId: device.deviceId,
  organizationId: device.organization,
  name: device.name,
  publicKey: device.publicKey,
  keyEpoch: device.keyEpoch,
  status: device.status,
  lastSequence: device.chain.headSequence,
  gaps: device.chain.gaps.map(({ from, to }) => ({ from, to })),
  enrolledAt: toRfc3339(device.enrolledAt),
  ...(device.scene === undefined ? {} : { scene: device.scene }),
  ...(device.quarantine === undefined
    ? {}
    : { quarantine: { reason: device.quarantine.reason, at: toRfc3339(device.quarantine.at) } }),
  ...(device.seen === undefined ? {} : { seen: seenView(device.seen) }),
});

const seenView = ({ at, galleryAt, denyListVersion }: DeviceSeen): NonNullable<DeviceView['seen']> => ({
  at: toRfc3339(at),
  galleryAt: toRfc3339(galleryAt),
  ...(denyListVersion === undefined ? {} : { denyListVersion }),
});
