import { DeviceId, Instant, OrganizationId } from '@facepay/codecs';
import type { Chain, Device, DeviceSeen, Gap } from '@facepay/domain';
import * as t from 'io-ts';
import { fields, words } from './fields.ts';
import { scene } from './scene.ts';

const gap = fields<Gap>({ from: t.number, to: t.number, opensAfter: t.string, closesWith: t.string }, {});
const chain = fields<Chain>({ headSequence: t.number, headHash: t.string, gaps: t.readonlyArray(gap) }, {});

export const deviceRow: t.Type<Device, unknown> = fields<Device>(
  {
    deviceId: DeviceId,
    organization: OrganizationId,
    name: t.string,
    publicKey: t.string,
    keyEpoch: t.number,
    status: words<Device['status']>({ active: true, revoked: true }),
    chain,
    enrolledAt: Instant,
  },
  {
    scene,
    quarantine: t.strict({ reason: t.string, at: Instant }),
    seen: fields<DeviceSeen>({ at: Instant, saidAt: Instant, galleryAt: Instant }, { denyListVersion: t.number }),
  },
);
