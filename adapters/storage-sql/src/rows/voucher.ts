import {
  CredentialHash,
  DeductionId,
  DeductionNo,
  DeviceId,
  Instant,
  OrganizationId,
  VoucherId,
} from '@facepay/codecs';
import type {
  Attempt,
  AuthinfoGrant,
  CredentialUse,
  Cursor,
  DeductionNumber,
  Evidence,
  StoredVoucher,
} from '@facepay/domain';
import * as t from 'io-ts';
import { fields, words } from './fields.ts';

export const voucherRow: t.Type<StoredVoucher, unknown> = fields<StoredVoucher>(
  {
    id: VoucherId,
    device: DeviceId,
    sequence: t.number,
    bytes: t.string,
    hash: t.string,
    deduction: DeductionId,
    receivedAt: Instant,
  },
  {},
);
export const evidenceRow: t.Type<Evidence, unknown> = fields<Evidence>(
  {
    voucher: VoucherId,
    bytes: t.string,
    hash: t.string,
    reason: words<Evidence['reason']>({
      'same-number': true,
      'same-credential': true,
      'wrong-previous-hash': true,
      'sequence-backwards': true,
    }),
    receivedAt: Instant,
  },
  {},
);
export const credentialRow: t.Type<CredentialUse, unknown> = fields<CredentialUse>(
  { hash: CredentialHash, organization: OrganizationId, voucher: VoucherId, deduction: DeductionId },
  {},
);
export const numberRow: t.Type<DeductionNumber, unknown> = fields<DeductionNumber>(
  { no: DeductionNo, organization: OrganizationId, deduction: DeductionId },
  {},
);
export const attemptRow: t.Type<Attempt, unknown> = fields<Attempt>(
  { deduction: DeductionId, no: DeductionNo, at: Instant, bodyOf: t.string },
  { body: t.string },
);
export const authinfoRow: t.Type<AuthinfoGrant, unknown> = fields<AuthinfoGrant>(
  { device: DeviceId, authinfo: t.string, until: Instant },
  { renewAt: Instant },
);
export const cursorRow: t.Type<Cursor, unknown> = fields<Cursor>({ position: t.number }, {});
