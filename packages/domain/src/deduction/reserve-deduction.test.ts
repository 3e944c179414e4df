import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import type { Device } from '../device/device.ts';
import { emptyChain } from '../device/device.ts';
import { type FaceUser, faceUserDecider } from '../face-user/index.ts';
import type { Fen } from '../kernel/fen.ts';
import type {
  ContractId,
  CredentialHash,
  DeductionId,
  DeviceId,
  OrganizationId,
  OutUserId,
  SubMchid,
  UserId,
  VoucherId,
} from '../kernel/ids.ts';
import { deductionIdOf } from '../kernel/ids.ts';
import { Instant, later, minute } from '../kernel/instant.ts';
import { nothingSpent, settle } from '../limits/index.ts';
import type { BeijingDay } from '../kernel/civil-date.ts';
import type { Organization } from '../organization/organization.ts';
import { advance, type Books } from './books.ts';
import type { Deduction, DeductionCommand } from './deduction.ts';
import { deductionDecider } from './index.ts';
import { defaultPolicy } from './policy.ts';
import { reserveDeduction, type ReserveFound } from './reserve-deduction.ts';

const noon = Instant.of(Date.UTC(2026, 8, 7, 4));
const credentialHash = 'ab'.repeat(32) as CredentialHash;
const organization: Organization = {
  organizationId: 'O1' as OrganizationId,
  name: 'First primary school',
  subMchid: '1900000109' as SubMchid,
  scene: 'canteen',
  testMerchant: false,
  adoptedAt: noon,
  denyListVersion: 0,
  version: 1,
};
const deduction = ((): Deduction => {
  const sale = {
    id: deductionIdOf(credentialHash),
    organization: organization.organizationId,
    subMchid: organization.subMchid,
    device: 'terminal-1' as DeviceId,
    voucher: 'terminal-1/1/1' as VoucherId,
    credentialHash,
    outUserId: 'pupil-1' as OutUserId,
    userId: 'user-1' as UserId,
    amount: 1_200 as Fen,
    saleAt: noon,
    receivedAt: noon,
  };
  const state = deductionDecider.evolve(undefined, { type: 'DeductionReceived', sale });
  if (state === undefined) throw new Error('no deduction');
  return state;
})();
const device: Device = {
  deviceId: deduction.device,
  organization: deduction.organization,
  name: 'Counter 1',
  publicKey: '',
  keyEpoch: 1,
  status: 'active',
  chain: emptyChain('genesis'),
  enrolledAt: noon,
};
const signed = {
  status: 'signed',
  contractId: 'c1' as ContractId,
  mode: 'any-card',
  cardFrom: 'payer',
  signedAt: noon,
} as const;
const member = ((): FaceUser => {
  const { organization: school, outUserId } = deduction;
  const profile = { name: 'Li', phone: '13800000000', userType: 'student', classOrPost: '3-2' } as const;
  const put = faceUserDecider.evolve(undefined, { type: 'MemberPut', organization: school, outUserId, profile });
  if (put === undefined) throw new Error('no member');
  return { ...put, userId: deduction.userId, usage: 'normal', faceImage: 'ready', contract: signed };
})();
const monthAgo = (ms: number): Instant => later(noon, -30 * 24 * 60 * minute - ms);
const spent = (amount: number) =>
  settle(nothingSpent, 'dother' as DeductionId, amount as Fen, '2026-09-07' as BeijingDay);
const found: ReserveFound = {
  deduction,
  organization,
  member,
  device,
  spending: nothingSpent,
  testMerchant: undefined,
};
const reserved = (changed: Partial<ReserveFound> = {}) => {
  const outcome = reserveDeduction({ ...found, ...changed }, { at: noon, request: 'first', policy: defaultPolicy });
  if (E.isLeft(outcome)) throw new Error(outcome.left.type);
  return outcome.right;
};
const why = (changed: Partial<ReserveFound>): string => {
  const outcome = reserved(changed);
  return outcome.type === 'Held' ? outcome.reason : outcome.type;
};

describe('may this sale be sent now (T2)', () => {
  it('given all is well, then the limit is reserved before the attempt begins (INV-23, INV-25)', () => {
    expect(reserved()).toMatchObject({
      type: 'Send',
      events: [
        { type: 'DeductionReserved', day: '2026-09-07' },
        { type: 'AttemptBegun', request: 'first' },
      ],
      books: {
        deduction: { status: 'in-flight' },
        spending: { open: [{ deduction: deduction.id, amount: 1_200, day: '2026-09-07' }] },
      },
    });
  });
  it.each<[string, Partial<ReserveFound>, string]>([
    ['no legal amount (BAD-44)', { deduction: { ...deduction, amount: 0 as Fen } }, 'amount'],
    ['a quarantined terminal (INV-62)', { device: { ...device, quarantine: { reason: 'x', at: noon } } }, 'clone'],
    [
      'another merchant (BAD-55)',
      { organization: { ...organization, subMchid: '1900000110' as SubMchid } },
      'merchant',
    ],
    ['an unknown user (BAD-45)', { member: undefined }, 'user'],
    ['another user id (BAD-45)', { member: { ...member, userId: 'user-2' as UserId } }, 'user'],
    ['a disabled user (INV-37)', { member: { ...member, usage: 'disabled' } }, 'disabled'],
    ['no contract', { member: { ...member, contract: { status: 'absent' } } }, 'contract'],
    [
      'an ended contract (INV-37)',
      { member: { ...member, contract: { ...signed, status: 'terminated', terminatedAt: noon } } },
      'contract',
    ],
    ['the day limit (INV-23)', { spending: spent(49_000) }, 'limit'],
    ['the own day limit (INV-24)', { organization: { ...organization, dayLimit: 1_199 as Fen } }, 'limit'],
    ['a sale of more than 30 days ago (INV-64)', { deduction: { ...deduction, saleAt: monthAgo(1) } }, 'clock'],
    ['a sale of 30 days ago', { deduction: { ...deduction, saleAt: monthAgo(0) } }, 'Send'],
    ['no terminal any more', { device: undefined }, 'Send'],
    ['just under the day limit', { spending: spent(48_800) }, 'Send'],
  ])('given %s', (_, changed, expected) => {
    expect(why(changed)).toBe(expected);
  });
  it('given it is held, then nothing is reserved, and every breach is told', () => {
    const outcome = reserved({ spending: spent(49_000), organization: { ...organization, singleLimit: 100 as Fen } });
    expect(outcome).toMatchObject({ type: 'Held', breaches: [{ limit: 'single' }, { limit: 'day' }] });
    expect(outcome.books.spending.open).toEqual([]);
  });
  it('given a test merchant, then one yuan a day, even before it has books (INV-28)', () => {
    const test = { ...organization, testMerchant: true };
    expect(why({ organization: test })).toBe('limit');
    const small = { ...deduction, amount: 100 as Fen };
    expect(why({ organization: test, deduction: small, testMerchant: spent(1) })).toBe('limit');
    expect(reserved({ organization: test, deduction: small }).books.testMerchant?.open).toHaveLength(1);
  });
  it('given a sale that is under way, then it is refused', () => {
    const { books } = reserved();
    const again = reserveDeduction(
      { ...found, ...books, testMerchant: undefined, member },
      {
        at: noon,
        request: 'second',
        policy: defaultPolicy,
      },
    );
    expect(again).toEqual(E.left({ type: 'NotNow', status: 'in-flight' }));
  });
});

const told = (books: Books, command: DeductionCommand) => {
  const advanced = advance(books, command);
  if (E.isLeft(advanced)) throw new Error(advanced.left.type);
  return advanced.right;
};
const ninety = (command: DeductionCommand): DeductionCommand =>
  command.type === 'RecordAnswer' && command.answer.type === 'Settled'
    ? { ...command, answer: { ...command.answer, amount: 90 as Fen } }
    : command;

describe('the books move together (T3)', () => {
  const settledAs = (debt: 'none' | 'open' | 'repaid', paidAt = noon): DeductionCommand => ({
    type: 'RecordAnswer',
    at: noon,
    answer: { type: 'Settled', no: deduction.no, amount: deduction.amount, paidAt, transactionId: 'T1', debt },
  });
  const { books } = reserved({
    organization: { ...organization, testMerchant: true },
    deduction: { ...deduction, amount: 90 as Fen },
  });

  it('given paid after midnight, then it counts on the new day, for pupil and test merchant (INV-26, INV-28)', () => {
    const after = told(books, ninety(settledAs('none', later(noon, 12 * 60 * minute)))).books;
    const line = { open: [], settled: [{ day: '2026-09-08', scene: 'canteen', amount: 90 }] };
    expect([after.spending, after.testMerchant]).toEqual([line, line]);
  });
  it('given an advance, then the member owes, and no more after the repayment (INV-41)', () => {
    const owing = told(books, ninety(settledAs('open')));
    expect(owing.memberEvents).toEqual([{ type: 'AdvanceOpened', deduction: deduction.id }]);
    expect(owing.books.member?.debts).toEqual([deduction.id]);
    expect(told(owing.books, ninety(settledAs('repaid'))).books.member?.debts).toEqual([]);
  });
  it('given an advance of a member who is gone, then the money is booked all the same', () => {
    const after = told({ ...books, member: undefined }, ninety(settledAs('open')));
    expect(after).toMatchObject({ memberEvents: [], books: { deduction: { status: 'advanced' } } });
  });
  it('given a refusal, then the limit is free; given a lost answer, then it is not (INV-25)', () => {
    const answer = { type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' } as const;
    expect(told(books, { type: 'RecordAnswer', answer, at: noon }).books.spending.open).toEqual([]);
    expect(told(books, { type: 'LoseAnswer', reason: 'timeout', at: noon }).books.spending.open).toHaveLength(1);
  });
  it('given a refused command, then nothing moves', () => {
    expect(advance(books, { type: 'Release', reason: 'x' })).toEqual(E.left({ type: 'NotNow', status: 'in-flight' }));
  });
});
