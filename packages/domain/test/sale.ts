import type { Sale } from '../src/deduction/index.ts';
import { deductionIdOf } from '../src/kernel/ids.ts';
import type {
  CredentialHash,
  DeviceId,
  OrganizationId,
  OutUserId,
  SubMchid,
  UserId,
  VoucherId,
} from '../src/kernel/ids.ts';
import type { Fen } from '../src/kernel/fen.ts';
import { Instant } from '../src/kernel/instant.ts';

const credentialHash = 'ab'.repeat(32) as CredentialHash;
/** A lunch of twelve yuan. */
export const lunch = (): Sale => ({
  id: deductionIdOf(credentialHash),
  organization: 'O1' as OrganizationId,
  subMchid: '1900000109' as SubMchid,
  device: 'terminal-1' as DeviceId,
  voucher: 'terminal-1/1/1' as VoucherId,
  credentialHash,
  outUserId: 'pupil-1' as OutUserId,
  userId: 'user-1' as UserId,
  amount: 1_200 as Fen,
  saleAt: Instant.of(Date.UTC(2026, 8, 7, 4)),
  receivedAt: Instant.of(Date.UTC(2026, 8, 7, 4)),
});
