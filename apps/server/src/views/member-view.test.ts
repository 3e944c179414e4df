import {
  type ContractId,
  type FaceUser,
  Instant,
  type OrganizationId,
  type OutUserId,
  type UserId,
} from '@facepay/domain';
import { describe, expect, it } from 'vitest';
import { memberView } from './member-view.ts';

const at = Instant.of(1_000);
const signed: FaceUser = {
  organization: 'O1' as OrganizationId,
  outUserId: 'pupil-0001' as OutUserId,
  profile: { name: '李雷', phone: '13800000000', userType: 'student', classOrPost: '七年级1班' },
  userId: 'FU1' as UserId,
  faceImage: 'ready',
  usage: 'normal',
  contract: { status: 'signed', contractId: 'c1' as ContractId, mode: 'any-card', cardFrom: 'payer', signedAt: at },
  debts: [],
  version: 2,
};
const marked = (denied: boolean, changed: Partial<FaceUser> = {}): FaceUser => ({
  ...signed,
  ...changed,
  deny: { denied, listVersion: 1 },
});

describe('why a member cannot pay', () => {
  it.each<readonly [string, FaceUser, readonly string[]]>([
    ['one who may', signed, []],
    ['one who was denied once', marked(false), []],
    ['one who owes too many advances', marked(true), ['open-advances']],
    ['one whom WeChat disabled', marked(true, { usage: 'disabled' }), ['user-disabled']],
    ['one whom we blocked', marked(true, { blockedAt: at }), ['user-disabled']],
  ])('%s', (_, member, reasons) => {
    const view = memberView(member);
    expect(view.canPay).toEqual({ ok: reasons.length === 0, reasons });
    expect(view.denied).toBe(member.deny?.denied ?? false);
  });
});
