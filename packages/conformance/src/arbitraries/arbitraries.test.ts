import {
  ContractId,
  CredentialHash,
  DeductionId,
  DeviceId,
  Fen,
  Instant,
  NoticeId,
  OrganizationId,
  OutUserId,
  parseBeijingDay,
  SubMchid,
  UserId,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDeduction } from './deduction.ts';
import { anyDevice } from './device.ts';
import { anyDomainEvents } from './domain-event.ts';
import { anyFaceUser } from './face-user.ts';
import * as kernel from './kernel.ts';
import { anySpending } from './limits.ts';
import { anyNotice } from './notice.ts';
import { anyOrganization } from './organization.ts';
import * as records from './records.ts';

const runs = { numRuns: 500, seed: 7 };

describe('arbitrary ids are ids', () => {
  it.each<[string, fc.Arbitrary<string>, (text: string) => E.Either<unknown, string>]>([
    ['contract', kernel.anyContractId, ContractId.of],
    ['credential', kernel.anyCredentialHash, CredentialHash.of],
    ['deduction', kernel.anyDeductionId, DeductionId.of],
    ['device', kernel.anyDeviceId, DeviceId.of],
    ['notice', kernel.anyNoticeId, NoticeId.of],
    ['organization', kernel.anyOrganizationId, OrganizationId.of],
    ['out user', kernel.anyOutUserId, OutUserId.of],
    ['sub merchant', kernel.anySubMchid, SubMchid.of],
    ['user', kernel.anyUserId, UserId.of],
  ])('%s', (_, arbitrary, of) => {
    fc.assert(
      fc.property(arbitrary, (text) => E.isRight(of(text))),
      runs,
    );
  });
  it('amounts, instants and days are real ones', () => {
    const values = fc.tuple(kernel.anyFen, kernel.anyAmount, kernel.anyInstant, kernel.anyBeijingDay);
    const real = fc.property(
      values,
      ([fen, amount, at, day]) =>
        Fen.is(fen) && amount >= 1 && amount <= 10_000 && Instant.is(at) && parseBeijingDay(day) === day,
    );
    fc.assert(real, runs);
  });
});

describe('arbitrary records', () => {
  it.each<[string, fc.Arbitrary<object>]>([
    ['organization', anyOrganization],
    ['member', anyFaceUser],
    ['device', anyDevice],
    ['deduction', anyDeduction],
    ['spending', anySpending],
    ['notice', anyNotice],
    ['events', anyDomainEvents],
    ...Object.entries(records),
  ])('%s survives JSON, as every store writes it', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (record) => {
        expect(JSON.parse(JSON.stringify(record))).toEqual(record);
      }),
      { ...runs, numRuns: 100 },
    );
  });
  it('deductions come in every state that commands can reach', () => {
    const seen = new Set(fc.sample(anyDeduction, { numRuns: 3_000, seed: 7 }).map(({ status }) => status));
    expect([...seen].toSorted()).toEqual(
      ['advanced', 'dead', 'failed', 'held', 'in-flight', 'paid', 'received', 'repaid', 'unknown'].toSorted(),
    );
  });
});
