import {
  type ContractId,
  type Device,
  type DeviceId,
  emptyChain,
  type FaceUser,
  Instant,
  type Organization,
  type OrganizationId,
  type OutUserId,
  platform,
  ref,
  type SubMchid,
  type UserId,
  type Write,
  write,
} from '@facepay/domain';
import { openSqliteStorage } from '@facepay/storage-sql';
import { createSystemTimer, monotonicMs, randomBytes, randomFraction, turn } from '@facepay/system';
import * as E from 'fp-ts/lib/Either.js';
import type { BenchSchool } from './bench-school.ts';

/** Writes the school into our store as if it had been adopted, enrolled and signed long ago. */
export const seedSchool = async (file: string, fieldKeys: string, school: BenchSchool): Promise<void> => {
  const stores = await openSqliteStorage({
    file,
    fieldKeys: [fieldKeys],
    nowMs: monotonicMs,
    sleep: createSystemTimer().sleep,
    random: randomFraction,
    randomBytes,
    turn,
  });
  const organization = school.organization as OrganizationId;
  const at = Instant.of(Date.now());
  const put = async (scope: OrganizationId, writes: readonly Write[]): Promise<void> => {
    const done = await stores.storage.transact({
      organization: scope,
      read: {},
      decide: () => E.right({ writes, events: [], result: undefined }),
    })();
    if (E.isLeft(done)) throw new Error(`the school was not stored: ${JSON.stringify(done.left)}`);
  };
  const adopted: Organization = {
    organizationId: organization,
    name: '实验小学',
    subMchid: school.subMchid as SubMchid,
    scene: 'canteen',
    testMerchant: false,
    adoptedAt: at,
    denyListVersion: 0,
    version: 1,
  };
  const devices = school.devices.map(({ deviceId, publicKey }): Device => ({
    deviceId: deviceId as DeviceId,
    organization,
    name: deviceId,
    publicKey,
    keyEpoch: 1,
    status: 'active',
    chain: emptyChain('0'.repeat(64)),
    enrolledAt: at,
  }));
  const members = school.pupils.map(({ outUserId, userId }): FaceUser => ({
    organization,
    outUserId: outUserId as OutUserId,
    userId: userId as UserId,
    profile: { name: '王小明', phone: '13800138000', userType: 'student', classOrPost: '三年二班' },
    faceImage: 'ready',
    usage: 'normal',
    contract: {
      status: 'signed',
      contractId: `c${outUserId}` as ContractId,
      mode: 'any-card',
      cardFrom: 'payer',
      signedAt: at,
    },
    debts: [],
    version: 1,
  }));
  await put(platform, [
    write(ref('organization', organization), adopted),
    ...devices.map((device) => write(ref('device', device.deviceId), device)),
  ]);
  await put(
    organization,
    members.map((member) => write(ref('member', member.outUserId), member)),
  );
  await stores.close();
};
