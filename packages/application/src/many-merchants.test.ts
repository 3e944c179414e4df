import { OrganizationId, SubMchid } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { openSchool, right, school, subMchid } from '../test/school.ts';
import { adoptOrganization } from './index.ts';

test('FAQ 5.4: a merchant number may collect for several organizations, and no id is derived from the other', async () => {
  const { deps } = await openSchool();
  const adopt = adoptOrganization(deps);
  const terms = { scene: 'canteen', testMerchant: false } as const;
  const organizationId = right(OrganizationId.of('O11A1B2Z0123456789'));
  expect(right(await adopt({ organizationId, subMchid, ...terms })())).toMatchObject({ organizationId, subMchid });
  const other = right(SubMchid.of('1900000110'));
  expect(await adopt({ organizationId: school, subMchid: other, ...terms })()).toEqual(
    E.left({ type: 'OrganizationAdoptedDifferently' }),
  );
});
