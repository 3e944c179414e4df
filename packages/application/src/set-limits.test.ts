import type { Fen } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { openSchool, pupil, right, school, voucher } from '../test/school.ts';
import { setMemberLimits, setOrganizationLimits } from './set-limits.ts';

const fen = (amount: number): Fen => amount as Fen;
const address = { organization: school, outUserId: pupil };

describe('own limits (INV-24)', () => {
  test('the smallest of all limits decides, and a change holds for later charges only', async () => {
    const world = await openSchool();
    await world.upload(world.device, voucher(1, { amount: fen(4_000) }));
    await world.progress();
    right(await setOrganizationLimits(world.deps)(school, { day: fen(5_000) })());
    right(await setMemberLimits(world.deps)(address, { single: fen(900), day: fen(20_000) })());
    await world.upload(
      world.device,
      voucher(2, { amount: fen(901) }),
      voucher(3, { amount: fen(900) }),
      voucher(4, { amount: fen(101) }),
    );
    await world.progress();
    const states = (await world.deductions()).map(({ amount, status }) => `${amount} ${status}`);
    // 4,000 + 900 + 101 would pass the school's 50 yuan, 901 the parents' 9 yuan a meal.
    expect(states.toSorted()).toEqual(['101 held', '4000 paid', '900 paid', '901 held']);
    right(await setMemberLimits(world.deps)(address, {})());
    right(await setOrganizationLimits(world.deps)(school, {})());
    await world.upload(world.device, voucher(5, { amount: fen(10_000) }));
    await world.progress();
    expect((await world.deductions()).filter(({ status }) => status === 'paid')).toHaveLength(3);
  });

  test.each([
    ['BAD-61', false, { single: fen(10_001) }, { limit: 'single', limitFen: 10_000 }],
    ['BAD-61', false, { day: fen(50_001) }, { limit: 'day', limitFen: 50_000 }],
    ['BAD-62', true, { day: fen(101) }, { limit: 'day', limitFen: 100 }],
    ['BAD-62', true, { single: fen(101) }, { limit: 'single', limitFen: 100 }],
  ] as const)('%s above the platform is refused and changes nothing', async (_, testMerchant, limits, refusal) => {
    const world = await openSchool({ testMerchant });
    const refused = E.left({ type: 'LimitAbovePlatform', ...refusal });
    expect(await setOrganizationLimits(world.deps)(school, limits)()).toEqual(refused);
    expect(await setMemberLimits(world.deps)(address, limits)()).toEqual(refused);
    const [organization] = right(await world.store.reads.page('organization', {}, 1)()).items;
    expect(organization).not.toHaveProperty('dayLimit');
    const [member] = right(await world.store.reads.page('member', {}, 1)()).items;
    expect(member).not.toHaveProperty('limits');
  });

  test('a change of an organization’s limits is an event of it; the same limits again are none', async () => {
    const world = await openSchool({ decideTwice: true });
    const told = async () =>
      right(await world.store.reads.history(school, { kind: 'organization', id: school }, 10)()).map(
        ({ body }) => body,
      );
    right(await setOrganizationLimits(world.deps)(school, { day: fen(5_000) })());
    right(await setOrganizationLimits(world.deps)(school, { day: fen(5_000) })());
    right(await setOrganizationLimits(world.deps)(school, { single: fen(900), day: fen(5_000) })());
    right(await setOrganizationLimits(world.deps)(school, {})());
    right(await setOrganizationLimits(world.deps)(school, { day: fen(5_000) })());
    expect(await told()).toEqual([
      { type: 'OrganizationAdopted' },
      { type: 'OrganizationLimitsSet', limits: { day: 5_000 } },
      { type: 'OrganizationLimitsSet', limits: { single: 900, day: 5_000 } },
      { type: 'OrganizationLimitsSet', limits: {} },
      { type: 'OrganizationLimitsSet', limits: { day: 5_000 } },
    ]);
  });

  test('who is not there has no limits', async () => {
    const world = await openSchool();
    expect(await setOrganizationLimits(world.deps)('O9' as never, {})()).toEqual(
      E.left({ type: 'OrganizationNotAdopted' }),
    );
    expect(await setMemberLimits(world.deps)({ ...address, outUserId: 'nobody-here' as never }, {})()).toEqual(
      E.left({ type: 'MemberUnknown' }),
    );
  });
});
