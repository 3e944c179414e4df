import {
  type Device,
  type DomainEvent,
  type Evidence,
  type Instant,
  ref,
  type VoucherId,
  type Write,
  write,
} from '@facepay/domain';

/** INV-62: from here on nothing of this terminal is charged by itself. The first reason stays. */
export const quarantineDevice = (
  device: Device,
  reason: Evidence['reason'],
  voucher: VoucherId,
  at: Instant,
): { readonly writes: readonly Write[]; readonly events: readonly DomainEvent[] } => {
  const about = {
    organization: device.organization,
    subject: { kind: 'device', id: device.deviceId } as const,
    at,
  };
  const conflict: DomainEvent = {
    ...about,
    key: `device/${device.deviceId}/conflict/${voucher}/${reason}`,
    body: { type: 'VoucherConflict', voucher },
  };
  if (device.quarantine !== undefined) return { writes: [], events: [conflict] };
  return {
    writes: [write(ref('device', device.deviceId), { ...device, quarantine: { reason, at } })],
    events: [
      conflict,
      {
        ...about,
        key: `device/${device.deviceId}/quarantined`,
        body: { type: 'DeviceQuarantined', reason },
      },
    ],
  };
};
