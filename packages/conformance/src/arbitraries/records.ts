import {
  type Attempt,
  type AuthinfoGrant,
  type CredentialUse,
  type Cursor,
  type DeductionNumber,
  deductionNoOf,
  type Evidence,
  type KeptAnswer,
  type StoredVoucher,
} from '@facepay/domain';
import fc from 'fast-check';
import {
  anyCredentialHash,
  anyDeductionId,
  anyDeviceId,
  anyHex,
  anyInstant,
  anyOrganizationId,
  anyVoucherId,
} from './kernel.ts';

const anyBytes: fc.Arbitrary<string> = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));
const anyNo = anyDeductionId.map((id) => deductionNoOf(id, 1));

export const anyStoredVoucher: fc.Arbitrary<StoredVoucher> = fc.record({
  id: anyVoucherId,
  device: anyDeviceId,
  sequence: fc.integer({ min: 1, max: 1_000_000 }),
  bytes: anyBytes,
  hash: anyHex(64),
  deduction: anyDeductionId,
  receivedAt: anyInstant,
});
export const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  voucher: anyVoucherId,
  bytes: anyBytes,
  hash: anyHex(64),
  reason: fc.constantFrom('same-number', 'same-credential'),
  receivedAt: anyInstant,
});
export const anyCredentialUse: fc.Arbitrary<CredentialUse> = fc.record({
  hash: anyCredentialHash,
  organization: anyOrganizationId,
  voucher: anyVoucherId,
  deduction: anyDeductionId,
});
export const anyDeductionNumber: fc.Arbitrary<DeductionNumber> = fc.record({
  no: anyNo,
  organization: anyOrganizationId,
  deduction: anyDeductionId,
});
export const anyAttempt: fc.Arbitrary<Attempt> = fc.record(
  { deduction: anyDeductionId, no: anyNo, at: anyInstant, body: fc.json(), bodyOf: anyHex(8) },
  { requiredKeys: ['deduction', 'no', 'at', 'bodyOf'] },
);
export const anyAuthinfoGrant: fc.Arbitrary<AuthinfoGrant> = fc.record(
  { device: anyDeviceId, authinfo: anyBytes, until: anyInstant, renewAt: anyInstant },
  { requiredKeys: ['device', 'authinfo', 'until'] },
);
export const anyKeptAnswer: fc.Arbitrary<KeptAnswer> = fc.record({
  request: anyHex(64),
  body: fc.json(),
  at: anyInstant,
});
export const anyCursor: fc.Arbitrary<Cursor> = fc.record({ position: fc.nat() });
