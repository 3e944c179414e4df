import { canPay, type ContractId, type FaceUser, Instant, type OrganizationId, type OutUserId } from '@facepay/domain';
import type { UserId } from '@facepay/domain';
import { describe, expect, it } from 'vitest';
import { memberView } from './member-view.ts';

const at = Instant.of(1_000);
const signed: FaceUser = {
  organization: 'O1' as OrganizationId,
  outUserId: 'pupil-0001' as OutUserId,
  profile: { name: '李雷', phone: '13800000000', userType: 'student', classOrPost: '七年级1班' },
  userId: 'FU1' as UserId,
  readAt: at,
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

describe('FAQ Q2 why a member cannot pay, as the API shows it', () => {
  it.each<readonly [string, FaceUser, readonly string[]]>([
    ['one who may', signed, []],
    ['one who was denied once', marked(false), []],
    ['one on the deny list for no cause', marked(true), ['on-deny-list']],
    ['one whom WeChat disabled', marked(true, { usage: 'disabled' }), ['disabled-by-wechat']],
    ['one whom we blocked', marked(true, { blockedAt: at }), ['blocked-by-us']],
    [
      'one whom we blocked, and WeChat was told so (FAQ Q1)',
      marked(true, { blockedAt: at, usage: 'disabled' }),
      ['blocked-by-us'],
    ],
  ])('%s', (_, member, codes) => {
    const view = memberView({ member, canPay: canPay({ member, policy: {}, now: at }) });
    expect(view.canPay.ok).toBe(codes.length === 0);
    expect(view.canPay.reasons.map(({ code }) => code)).toEqual(codes);
    expect(view.canPay.unchecked).toEqual(['limit', 'terminal']);
    expect(view.denied).toBe(member.deny?.denied ?? false);
    for (const { en, zh } of view.canPay.reasons)
      expect([en.length > 10, /[\u4e00-\u9fff]/u.test(zh)]).toEqual([true, true]);
  });
});
