import type { DebtPolicy, Organization, SchoolCalendar } from '@facepay/domain';
import fc from 'fast-check';
import { anyScene } from './limits.ts';
import { anyAmount, anyBeijingDay, anyInstant, anyOrganizationId, anySubMchid } from './kernel.ts';

export const anyDebtPolicy: fc.Arbitrary<DebtPolicy> = fc.oneof(
  fc.record({ type: fc.constantFrom('allow' as const, 'warn' as const) }),
  fc.record({ type: fc.constant('block' as const), atOpenAdvances: fc.integer({ min: 1, max: 3 }) }),
);

export const anyCalendar: fc.Arbitrary<SchoolCalendar> = fc.record({
  windows: fc
    .uniqueArray(fc.nat({ max: 24 * 60 }), { minLength: 2, maxLength: 6 })
    .map((edges) => edges.toSorted((a, b) => a - b))
    .map((edges) =>
      edges.flatMap((from, at) => (at % 2 === 0 && at + 1 < edges.length ? [{ from, to: edges[at + 1] ?? from }] : [])),
    ),
  weekdays: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
  holidays: fc.uniqueArray(anyBeijingDay, { maxLength: 3 }),
  extraSchoolDays: fc.constant([]),
});

export const anyOrganization: fc.Arbitrary<Organization> = fc.record(
  {
    organizationId: anyOrganizationId,
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    subMchid: anySubMchid,
    scene: anyScene,
    testMerchant: fc.boolean(),
    singleLimit: anyAmount,
    dayLimit: anyAmount,
    debtPolicy: anyDebtPolicy,
    calendar: anyCalendar,
    sceneLimits: fc.dictionary(anyScene, fc.record({ single: anyAmount, day: anyAmount }, { requiredKeys: [] })),
    adoptedAt: anyInstant,
    denyListVersion: fc.nat(),
    version: fc.integer({ min: 1, max: 1_000_000 }),
  },
  {
    requiredKeys: [
      'organizationId',
      'name',
      'subMchid',
      'scene',
      'testMerchant',
      'adoptedAt',
      'denyListVersion',
      'version',
    ],
  },
);
