import {
  type CredentialHash,
  deductionIdOf,
  type DeviceId,
  type Fen,
  type Instant,
  type Organization,
  type OrganizationId,
  type OutUserId,
  type Sale,
  type SubMchid,
  type UserId,
  voucherId,
} from '@facepay/domain';
import type { Plan } from './plan.ts';

const device = 'terminal-1' as DeviceId;
const subMchid = '1900000109' as SubMchid;

export const saleOf = (index: number, amount: Fen, saleAt: Instant): Sale => {
  const credentialHash = `${index}`.padStart(64, 'c').split('').toReversed().join('') as CredentialHash;
  return {
    id: deductionIdOf(credentialHash),
    organization: 'O1' as OrganizationId,
    subMchid,
    device,
    voucher: voucherId(device, 1, index + 1),
    credentialHash,
    outUserId: 'pupil-1' as OutUserId,
    userId: 'user-1' as UserId,
    amount,
    saleAt,
    receivedAt: saleAt,
  };
};

export const organizationOf = ({
  startsAt,
  dayLimit,
  testMerchant,
}: Pick<Plan, 'startsAt' | 'dayLimit' | 'testMerchant'>): Organization => ({
  organizationId: 'O1' as OrganizationId,
  name: 'First primary school',
  subMchid,
  scene: testMerchant ? 'test' : 'canteen',
  testMerchant,
  ...(dayLimit === undefined ? {} : { dayLimit }),
  adoptedAt: startsAt,
  denyListVersion: 0,
  version: 1,
});
