import { Fen, Instant, OrganizationId, SubMchid } from '@facepay/codecs';
import type { Organization } from '@facepay/domain';
import * as t from 'io-ts';
import { fields, words } from './fields.ts';

export const organizationRow: t.Type<Organization, unknown> = fields<Organization>(
  {
    organizationId: OrganizationId,
    name: t.string,
    subMchid: SubMchid,
    scene: words<Organization['scene']>({ canteen: true, shop: true, clinic: true, test: true }),
    testMerchant: t.boolean,
    adoptedAt: Instant,
    denyListVersion: t.number,
    version: t.number,
  },
  { singleLimit: Fen, dayLimit: Fen },
);
