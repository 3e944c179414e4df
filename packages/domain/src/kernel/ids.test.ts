import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import {
  ContractId,
  CredentialHash,
  DeductionId,
  deductionIdOf,
  DeductionNo,
  deductionNoOf,
  DeviceId,
  NoticeId,
  OrganizationId,
  OutUserId,
  SubMchid,
  UserId,
  voucherId,
} from './ids.ts';

const hash = '0123456789abcdef'.repeat(4) as CredentialHash;
const accepts = <T>(of: (input: string) => E.Either<unknown, T>, input: string): boolean => E.isRight(of(input));

describe('ids', () => {
  it.each([
    ['organizationId', OrganizationId.of, 'O0platform', 'o1'],
    ['outUserId', OutUserId.of, 'pupil-1', 'short'],
    ['userId', UserId.of, 'user_1', ''],
    ['contractId', ContractId.of, 'c1', 'c 1'],
    ['subMchid', SubMchid.of, '1900000109', '19000001o9'],
    ['deviceId', DeviceId.of, 'terminal-1', 'terminal/1'],
    ['credentialHash', CredentialHash.of, hash, hash.toUpperCase()],
    ['deductionId', DeductionId.of, `d${hash.slice(0, 30)}`, `D${hash.slice(0, 30)}`],
    ['deductionNo', DeductionNo.of, 'F|*-_1', 'F.....'],
    ['noticeId', NoticeId.of, 'EV-2018/1', 'EV 1'],
  ])('%s takes %#s and refuses what is not one', (name, of, good, bad) => {
    const refused = of(bad);
    expect(accepts<string>(of, good)).toBe(true);
    expect(E.isLeft(refused) && refused.left.type).toBe('InvalidId');
    expect(E.isLeft(refused) && refused.left.name).toBe(name);
  });
  it.each(['\n', ' '])('a trailing %j is part of the id, so it is refused', (end) => {
    expect(accepts(UserId.of, `user${end}`)).toBe(false);
  });

  it('a deduction follows from its credential alone, so a repeated upload meets itself (INV-4)', () => {
    expect(deductionIdOf(hash)).toBe('d0123456789abcdef0123456789abcd');
    expect(accepts(DeductionId.of, deductionIdOf(hash))).toBe(true);
  });
  it('a number follows from deduction and generation, and fits WeChat (INV-6)', () => {
    expect(deductionNoOf(deductionIdOf(hash), 1)).toBe('F0123456789abcdef0123456789ab01');
    expect(deductionNoOf(deductionIdOf(hash), 2)).toBe('F0123456789abcdef0123456789ab02');
    for (const generation of [1, 99, 999])
      expect(accepts(DeductionNo.of, deductionNoOf(deductionIdOf(hash), generation))).toBe(true);
  });
  it('a voucher is named by device, key epoch and sequence', () => {
    expect(voucherId('terminal-1' as DeviceId, 2, 17)).toBe('terminal-1/2/17');
  });
});
