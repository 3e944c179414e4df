import {
  type AuthorizationCode,
  type BeijingDay,
  type ContractId,
  type CredentialHash,
  dayOf,
  type DeductionId,
  deductionIdOf,
  type DeviceId,
  type Fen,
  Instant,
  type NoticeId,
  type Openid,
  type OrganizationId,
  type OutUserId,
  type PayscoreOrderNo,
  type SubMchid,
  type UserId,
  type VoucherId,
  voucherId,
} from '@facepay/domain';
import fc from 'fast-check';

const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Text of one alphabet, as the patterns of the ids want it. */
export const anyText = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength, maxLength });
const word = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  anyText(`${alphanumeric}_-`, minLength, maxLength);
export const anyHex = (length: number): fc.Arbitrary<string> => anyText('0123456789abcdef', length, length);

/** What one charge may be: 1 fen to 100 yuan (INV-22). */
export const anyAmount: fc.Arbitrary<Fen> = fc.integer({ min: 1, max: 10_000 }).map((fen) => fen as Fen);
export const anyFen: fc.Arbitrary<Fen> = fc
  .oneof(fc.integer({ min: 0, max: 100_000 }), fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER))
  .map((fen) => fen as Fen);

const from = Date.UTC(2024, 1, 28);
const to = Date.UTC(2030, 11, 31);
/** Years of service, with midnights of Beijing more often than chance would give them. */
export const anyInstant: fc.Arbitrary<Instant> = fc
  .oneof(
    fc.integer({ min: from, max: to }),
    fc
      .tuple(fc.integer({ min: 0, max: 2_400 }), fc.constantFrom(-1, 0, 1))
      .map(([days, ms]) => from + days * 86_400_000 - 8 * 3_600_000 + ms),
  )
  .map(Instant.of);
export const anyBeijingDay: fc.Arbitrary<BeijingDay> = anyInstant.map(dayOf);

export const anyOrganizationId: fc.Arbitrary<OrganizationId> = anyText(alphanumeric, 1, 31).map(
  (text) => `O${text}` as OrganizationId,
);
export const anyOutUserId: fc.Arbitrary<OutUserId> = word(6, 32).map((text) => text as OutUserId);
export const anyUserId: fc.Arbitrary<UserId> = word(1, 32).map((text) => text as UserId);
export const anyContractId: fc.Arbitrary<ContractId> = word(1, 64).map((text) => text as ContractId);
export const anySubMchid: fc.Arbitrary<SubMchid> = anyText('0123456789', 6, 32).map((text) => text as SubMchid);
export const anyDeviceId: fc.Arbitrary<DeviceId> = word(1, 32).map((text) => text as DeviceId);
export const anyCredentialHash: fc.Arbitrary<CredentialHash> = anyHex(64).map((text) => text as CredentialHash);
export const anyDeductionId: fc.Arbitrary<DeductionId> = anyCredentialHash.map(deductionIdOf);
export const anyVoucherId: fc.Arbitrary<VoucherId> = fc
  .tuple(anyDeviceId, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 1_000_000 }))
  .map(([device, epoch, sequence]) => voucherId(device, epoch, sequence));
export const anyPayscoreOrderNo: fc.Arbitrary<PayscoreOrderNo> = anyText(`${alphanumeric}_-|*`, 1, 32).map(
  (text) => text as PayscoreOrderNo,
);
export const anyAuthorizationCode: fc.Arbitrary<AuthorizationCode> = anyText(`${alphanumeric}_-*`, 1, 32).map(
  (text) => text as AuthorizationCode,
);
export const anyOpenid: fc.Arbitrary<Openid> = word(1, 128).map((text) => text as Openid);
export const anyNoticeId: fc.Arbitrary<NoticeId> = anyText(`${alphanumeric}-_.:/`, 1, 64).map(
  (text) => text as NoticeId,
);
