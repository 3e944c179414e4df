import type { Organization } from '@facepay/domain';
import fc from 'fast-check';
import { anyAmount, anyInstant, anyOrganizationId, anySubMchid } from './kernel.ts';

export const anyOrganization: fc.Arbitrary<Organization> = fc.record(
  {
    organizationId: anyOrganizationId,
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    subMchid: anySubMchid,
    scene: fc.constantFrom('canteen', 'shop', 'clinic', 'test'),
    testMerchant: fc.boolean(),
    singleLimit: anyAmount,
    dayLimit: anyAmount,
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
