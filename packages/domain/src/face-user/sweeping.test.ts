import { describe, expect, it } from 'vitest';
import type { ContractId, OrganizationId, OutUserId, UserId } from '../kernel/ids.ts';
import { Instant } from '../kernel/instant.ts';
import type { FaceUser, UserReading } from './face-user.ts';
import { isNews, needsAttention } from './sweeping.ts';

const terms = {
  contractId: 'c1' as ContractId,
  mode: 'preferred-card',
  cardFrom: 'provider',
  signedAt: Instant.of(1),
} as const;
const user: FaceUser = {
  organization: 'O1' as OrganizationId,
  outUserId: 'pupil-1' as OutUserId,
  profile: { name: 'Li', phone: '13800000000', userType: 'student', classOrPost: '3-2' },
  userId: 'FU1' as UserId,
  faceImage: 'ready',
  contract: { status: 'signed', ...terms },
  usage: 'normal',
  debts: [],
  readAt: Instant.of(1),
  version: 1,
};
const reading: UserReading = {
  startedAt: Instant.of(9),
  userId: 'FU1' as UserId,
  faceImage: 'ready',
  usage: 'normal',
  contract: { status: 'signed', ...terms },
};

describe('what a sweep does with a reading (FAQ 1.6)', () => {
  it('what we know is no news', () => expect(isNews(reading, user)).toBe(false));
  it.each<Partial<UserReading>>([
    { userId: 'FU2' as UserId },
    { faceImage: 'missing' },
    { usage: 'disabled' },
    { contract: { status: 'terminated', terminatedAt: Instant.of(8), ...terms } },
    { contract: { status: 'signed', ...terms, cardFrom: 'payer' } },
    { contract: { status: 'signed', ...terms, contractId: 'c2' as ContractId } },
  ])('%j is', (changed) => expect(isNews({ ...reading, ...changed }, user)).toBe(true));
  it('disabled, ending and untold members need attention, others do not (FAQ Q1)', () => {
    expect(needsAttention(user)).toBe(false);
    expect(needsAttention({ ...user, usage: 'disabled' })).toBe(true);
    expect(needsAttention({ ...user, unpushed: true })).toBe(true);
    const { userId: _, ...unknown } = user;
    expect(needsAttention({ ...unknown, unpushed: true })).toBe(false); // nobody to tell it of yet
    expect(needsAttention({ ...user, contract: { status: 'terminating', requestedAt: Instant.of(2), ...terms } })).toBe(
      true,
    );
  });
});
