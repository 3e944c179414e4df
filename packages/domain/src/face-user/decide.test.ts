import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import type { ContractId, DeductionId, OrganizationId, OutUserId, UserId } from '../kernel/ids.ts';
import { Instant } from '../kernel/instant.ts';
import type { FaceUser, FaceUserCommand, UserReading } from './face-user.ts';
import { faceUserDecider, notChargeable } from './index.ts';

const at = (ms: number): Instant => Instant.of(ms);
const put: Extract<FaceUserCommand, { type: 'Put' }> = {
  type: 'Put',
  organization: 'O1' as OrganizationId,
  outUserId: 'pupil-1' as OutUserId,
  profile: {
    name: 'Li',
    phone: '13800000000',
    userType: 'student',
    classOrPost: '3-2',
    consent: { guardian: 'Wang', textVersion: '2026-09', at: at(1) },
  },
};
const reading: UserReading = {
  startedAt: at(100),
  userId: 'user-1' as UserId,
  faceImage: 'ready',
  usage: 'normal',
  contract: {
    status: 'signed',
    contractId: 'c1' as ContractId,
    mode: 'any-card',
    cardFrom: 'payer',
    signedAt: at(50),
  },
};
const look = (changed: Partial<UserReading> = {}): FaceUserCommand => ({
  type: 'RecordReading',
  reading: { ...reading, ...changed },
});
const advanced = (type: 'RecordAdvance' | 'RecordRepayment', deduction = 'd1'): FaceUserCommand => ({
  type,
  deduction: deduction as DeductionId,
});
const after = (...commands: readonly FaceUserCommand[]): FaceUser => {
  const user = commands.reduce<FaceUser | undefined>((now, command) => {
    const decided = faceUserDecider.decide(command, now);
    return E.isRight(decided) ? decided.right.reduce<FaceUser | undefined>(faceUserDecider.evolve, now) : now;
  }, undefined);
  if (user === undefined) throw new Error('no member came of it');
  return user;
};

describe('a member', () => {
  it('given nobody, when put, then a roster entry without a contract', () => {
    const { contract, usage, faceImage, debts, version } = after(put);
    expect({ contract, usage, faceImage, debts, version }).toEqual({
      contract: { status: 'absent' },
      usage: 'unknown',
      faceImage: 'unknown',
      debts: [],
      version: 1,
    });
  });
  it('given the same line again, then nothing changes', () => {
    expect(after(put, put).version).toBe(1);
  });
  it.each([
    { name: 'Wu' },
    { phone: '13900000000' },
    { userType: 'staff' as const },
    { classOrPost: '4-1' },
    { consent: { guardian: 'Wang', textVersion: '2027-01', at: at(1) } },
    { consent: { guardian: 'Zhao', textVersion: '2026-09', at: at(1) } },
    { consent: { guardian: 'Wang', textVersion: '2026-09', at: at(2) } },
  ])('given another line, then the profile follows: %j', (changed) => {
    const profile = { ...put.profile, ...changed };
    expect(after(put, { ...put, profile })).toMatchObject({ profile, version: 2 });
  });
  it('given nobody, then news about them makes nobody (INV-52)', () => {
    expect(faceUserDecider.decide(look(), undefined)).toEqual(E.left({ type: 'MemberUnknown' }));
    const event = { type: 'AdvanceOpened', deduction: 'd1' as DeductionId } as const;
    expect(faceUserDecider.evolve(undefined, event)).toBeUndefined();
  });
});

describe('readings', () => {
  it('given a reading, then all four axes follow it', () => {
    expect(after(put, look())).toMatchObject({
      userId: 'user-1',
      faceImage: 'ready',
      usage: 'normal',
      readAt: 100,
      contract: { status: 'signed', contractId: 'c1' },
    });
  });
  it('given a newer one, then an older one changes nothing (INV-36)', () => {
    const disabled = look({ startedAt: at(200), usage: 'disabled' });
    expect(after(put, disabled, look())).toEqual(after(put, disabled));
  });
});

describe('advances (INV-41)', () => {
  it('are counted once, by the deduction', () => {
    const twice = [advanced('RecordAdvance'), advanced('RecordAdvance'), advanced('RecordAdvance', 'd2')];
    expect(after(put, ...twice).debts).toEqual(['d1', 'd2']);
  });
  it('end once, each by its own repayment', () => {
    const both = [advanced('RecordAdvance'), advanced('RecordAdvance', 'd2')];
    expect(after(put, ...both, advanced('RecordRepayment'), advanced('RecordRepayment')).debts).toEqual(['d2']);
  });
  it('are not erased by a termination (INV-44)', () => {
    const ended = after(put, look(), advanced('RecordAdvance'), { type: 'RequestTermination', at: at(300) });
    expect(ended).toMatchObject({ debts: ['d1'], contract: { status: 'terminating' } });
  });
});

describe('who may be charged (INV-35)', () => {
  const terminated = { ...reading.contract, status: 'terminated', terminatedAt: at(90) } as UserReading['contract'];
  it.each([
    ['never signed', after(put), 'ContractMissing'],
    ['signed', after(put, look()), undefined],
    ['disabled', after(put, look({ usage: 'disabled' })), 'UserDisabled'],
    ['terminating', after(put, look(), { type: 'RequestTermination', at: at(300) }), 'ContractEnded'],
    ['terminated', after(put, look({ contract: terminated })), 'ContractEnded'],
  ])('%s', (_, user, expected) => {
    expect(notChargeable(user)?.type).toBe(expected);
  });
});
