import type { ContractTerms } from '../src/contract/index.ts';
import { type Device, emptyChain } from '../src/device/device.ts';
import type { DeviceSeen } from '../src/device/device-seen.ts';
import type { FaceUser } from '../src/face-user/index.ts';
import type { ContractId, DeductionId, DeviceId, OrganizationId, OutUserId, UserId } from '../src/kernel/ids.ts';
import { hour, Instant, later } from '../src/kernel/instant.ts';

export const at = (ms: number): Instant => Instant.of(ms);
export const now = at(100 * hour);
export const terms: ContractTerms = {
  contractId: 'c1' as ContractId,
  mode: 'any-card',
  cardFrom: 'payer',
  signedAt: at(1_000),
};

export interface PupilCase {
  readonly read?: boolean;
  readonly contract?: FaceUser['contract'] | undefined;
  readonly faceImage?: FaceUser['faceImage'];
  readonly usage?: FaceUser['usage'];
  readonly blocked?: boolean;
  readonly owed?: number;
  readonly denied?: boolean | undefined;
}
/** A pupil who may eat, but for what is said. */
export const pupil = (wanted: PupilCase): FaceUser => ({
  organization: 'O1' as OrganizationId,
  outUserId: 'pupil-0001' as OutUserId,
  profile: { name: '李雷', phone: '13800000000', userType: 'student', classOrPost: '七年级1班' },
  userId: 'FU1' as UserId,
  faceImage: wanted.faceImage ?? 'ready',
  usage: wanted.usage ?? 'normal',
  contract: wanted.contract ?? { status: 'signed', ...terms },
  debts: Array.from({ length: wanted.owed ?? 0 }, (_, index) => `d${index}` as DeductionId),
  version: 2,
  ...(wanted.read === false ? {} : { readAt: at(1_500) }),
  ...(wanted.blocked === true ? { blockedAt: at(1_600) } : {}),
  ...(wanted.denied === undefined ? {} : { deny: { denied: wanted.denied, listVersion: 5 } }),
});

export const device = (id: string, changed: Partial<Device> = {}): Device => ({
  deviceId: id as DeviceId,
  organization: 'O1' as OrganizationId,
  name: '一号窗口',
  publicKey: '',
  keyEpoch: 1,
  status: 'active',
  chain: emptyChain('00'),
  enrolledAt: at(0),
  ...changed,
});
/** In contact a minute ago, with faces and deny list of then, but for what is said. */
export const deviceSeen = (id: string, seen: Partial<DeviceSeen> = {}, changed: Partial<Device> = {}): Device =>
  device(id, {
    seen: {
      at: later(now, -60_000),
      saidAt: later(now, -60_000),
      galleryAt: later(now, -120_000),
      denyListVersion: 5,
      ...seen,
    },
    ...changed,
  });
