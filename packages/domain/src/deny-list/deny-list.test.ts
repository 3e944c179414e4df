import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import {
  type DebtPolicy,
  debtWarning,
  denyPolicyOf,
  type FaceUser,
  faceUserDecider,
  type FaceUserCommand,
  isDenied,
} from '../face-user/index.ts';
import type { ContractId, DeductionId, OrganizationId, OutUserId, SubMchid, UserId } from '../kernel/ids.ts';
import { Instant } from '../kernel/instant.ts';
import type { Organization } from '../organization/organization.ts';
import { type DenyListEntry, denyListDelta, denyListFrom, followDenyList } from './index.ts';

const at = Instant.of(1_000);
const organization: Organization = {
  organizationId: 'O1' as OrganizationId,
  name: 'School',
  subMchid: '1900000109' as SubMchid,
  scene: 'canteen',
  testMerchant: false,
  adoptedAt: at,
  denyListVersion: 7,
  version: 1,
};
const terms = { contractId: 'c1' as ContractId, mode: 'any-card', cardFrom: 'payer', signedAt: at } as const;
const signed: FaceUser = {
  organization: organization.organizationId,
  outUserId: 'pupil-1' as OutUserId,
  profile: { name: 'Li', phone: '13800000000', userType: 'student', classOrPost: '3-2' },
  userId: 'user-1' as UserId,
  faceImage: 'ready',
  contract: { status: 'signed', ...terms },
  usage: 'normal',
  debts: [],
  version: 4,
};
const owing = (...debts: readonly string[]): FaceUser => ({ ...signed, debts: debts as readonly DeductionId[] });
const told = (user: FaceUser, command: FaceUserCommand): FaceUser => {
  const decided = faceUserDecider.decide(command, user);
  return (E.isRight(decided) ? decided.right : []).reduce(faceUserDecider.evolve, user as FaceUser | undefined) ?? user;
};

const entry = (listVersion: number, denied = true): DenyListEntry => ({
  outUserId: `pupil-${listVersion}` as OutUserId,
  denied,
  listVersion,
});

describe('who is denied (INV-42)', () => {
  it.each<readonly [string, FaceUser, boolean]>([
    ['signed', signed, false],
    ['never signed', { ...signed, contract: { status: 'absent' } }, false],
    ['terminating', { ...signed, contract: { status: 'terminating', ...terms, requestedAt: at } }, true],
    ['terminated', { ...signed, contract: { status: 'terminated', ...terms, terminatedAt: at } }, true],
    ['disabled by WeChat', { ...signed, usage: 'disabled' }, true],
    ['blocked by us', { ...signed, blockedAt: at }, true],
    ['blocked before signing', { ...signed, contract: { status: 'absent' }, blockedAt: at }, true],
    ['owing three', owing('d1', 'd2', 'd3'), false],
  ])('%s', (_, user, denied) => {
    expect(isDenied(user, {})).toBe(denied);
  });
  it('open advances count only where that is configured, from the number on', () => {
    expect(isDenied(owing('d1', 'd2'), { denyAtOpenAdvances: 3 })).toBe(false);
    expect(isDenied(owing('d1', 'd2', 'd3'), { denyAtOpenAdvances: 3 })).toBe(true);
    expect(isDenied(owing('d1'), { denyAtOpenAdvances: 1 })).toBe(true);
  });
});

describe('what a school does with a pupil in debt (FAQ 5.8, FAQ 5.10)', () => {
  it.each<readonly [string, DebtPolicy | undefined, readonly boolean[]]>([
    ['nothing said: as the installation does, from 3 on', undefined, [false, false, false, true]],
    ['allow', { type: 'allow' }, [false, false, false, false]],
    ['warn', { type: 'warn' }, [false, false, false, false]],
    ['block at 1', { type: 'block', atOpenAdvances: 1 }, [false, true, true, true]],
    ['block at 2', { type: 'block', atOpenAdvances: 2 }, [false, false, true, true]],
    ['block at 3', { type: 'block', atOpenAdvances: 3 }, [false, false, false, true]],
  ])('%s', (_, debtPolicy, denied) => {
    const policy = denyPolicyOf(debtPolicy === undefined ? {} : { debtPolicy }, { denyAtOpenAdvances: 3 });
    const debtors = [owing(), owing('d1'), owing('d1', 'd2'), owing('d1', 'd2', 'd3')];
    expect(debtors.map((user) => isDenied(user, policy))).toEqual(denied);
  });
  it('a school that wants to be warned is told at each new advance, not at a repayment (FAQ Q2)', () => {
    const warn = { type: 'warn' } as const;
    expect(debtWarning(owing('d1'), owing('d1', 'd2'), warn)).toEqual([{ type: 'DebtWarned', openAdvances: 2 }]);
    expect(debtWarning(undefined, owing('d1'), warn)).toEqual([{ type: 'DebtWarned', openAdvances: 1 }]);
    expect(debtWarning(owing('d1', 'd2'), owing('d2'), warn)).toEqual([]);
    expect(debtWarning(owing(), owing('d1'), { type: 'allow' })).toEqual([]);
    expect(debtWarning(owing(), owing('d1'), undefined)).toEqual([]);
  });
});

describe('the list follows its members', () => {
  const blocked = told(signed, { type: 'Block', at });

  it('given a change that denies, then one step of the version and one event behind it', () => {
    const after = followDenyList({ member: blocked, organization }, {});
    expect(after.events).toEqual([{ type: 'MemberDenied', listVersion: 8 }]);
    expect(after.organization).toEqual({ ...organization, denyListVersion: 8 });
    expect(after.member).toEqual({ ...blocked, deny: { denied: true, listVersion: 8 }, version: blocked.version + 1 });
  });
  it('given a second reason to deny, then nothing moves', () => {
    const { member } = followDenyList({ member: blocked, organization }, {});
    const twice = { ...signed, ...member, usage: 'disabled' as const };
    expect(followDenyList({ member: twice, organization }, {})).toEqual({ member: twice, organization, events: [] });
  });
  it('given the last reason gone, then the member is taken off under a new version', () => {
    const denied: FaceUser = { ...blocked, deny: { denied: true, listVersion: 3 } };
    const after = followDenyList({ member: told(denied, { type: 'Unblock' }), organization }, {});
    expect(after.events).toEqual([{ type: 'MemberAllowed', listVersion: 8 }]);
    expect(after.member?.deny).toEqual({ denied: false, listVersion: 8 });
  });
  it('given a member who may pay and always could, then nothing', () => {
    expect(followDenyList({ member: signed, organization }, {})).toEqual({ member: signed, organization, events: [] });
  });
  it('given no member or no organization, then there is no list to move', () => {
    expect(followDenyList({ member: undefined, organization }, {}).events).toEqual([]);
    const alone = followDenyList({ member: blocked, organization: undefined }, {});
    expect(alone).toEqual({ member: blocked, organization: undefined, events: [] });
  });
});

describe('what a terminal is told', () => {
  it('the changes, and the newest version even where the last change is older', () => {
    expect(denyListDelta(9, 4, [entry(5), entry(7, false)], 10)).toEqual({
      version: 9,
      complete: false,
      more: false,
      changes: [
        { outUserId: 'pupil-5', denied: true },
        { outUserId: 'pupil-7', denied: false },
      ],
    });
  });
  it('nothing new', () => {
    expect(denyListDelta(9, 9, [], 10)).toEqual({ version: 9, complete: false, more: false, changes: [] });
  });
  it('an entry that is younger than the version read before it', () => {
    expect(denyListDelta(9, 9, [entry(10)], 10).version).toBe(10);
  });
  it('a page that is full says so, and goes no further than its last change', () => {
    const page = denyListDelta(9, 0, [entry(1), entry(2), entry(3)], 2);
    expect(page).toMatchObject({ version: 2, more: true });
    expect(page.changes).toHaveLength(2);
  });
  it('everything, to one who has nothing or is ahead of us after a restore', () => {
    for (const since of [undefined, 0, 10]) {
      expect(denyListFrom(9, since)).toBe(0);
      expect(denyListDelta(9, since, [], 10).complete).toBe(true);
    }
    expect(denyListFrom(9, 9)).toBe(9);
    expect(denyListFrom(9, 4)).toBe(4);
  });
  it('the empty list of a school where nobody was ever denied', () => {
    expect(denyListDelta(0, undefined, [], 10)).toEqual({ version: 0, complete: true, more: false, changes: [] });
  });
});
