import { BeijingDay, Fen, Instant, OrganizationId, SubMchid } from '@facepay/codecs';
import type { DebtPolicy, Organization, SceneLimits, SchoolCalendar } from '@facepay/domain';
import * as t from 'io-ts';
import { fields, tagged } from './fields.ts';
import { ownLimits } from './member.ts';
import { scene } from './scene.ts';

export const debtPolicy: t.Type<DebtPolicy, unknown> = tagged<DebtPolicy, 'type'>('type', {
  allow: t.strict({}),
  warn: t.strict({}),
  block: t.strict({ atOpenAdvances: t.number }),
});

export const calendar: t.Type<SchoolCalendar, unknown> = fields<SchoolCalendar>(
  {
    windows: t.readonlyArray(t.strict({ from: t.number, to: t.number })),
    weekdays: t.readonlyArray(t.number),
    holidays: t.readonlyArray(BeijingDay),
    extraSchoolDays: t.readonlyArray(BeijingDay),
  },
  {},
);

export const sceneLimits: t.Type<SceneLimits, unknown> = fields<SceneLimits>(
  {},
  { canteen: ownLimits, shop: ownLimits, clinic: ownLimits, test: ownLimits },
);

export const organizationRow: t.Type<Organization, unknown> = fields<Organization>(
  {
    organizationId: OrganizationId,
    name: t.string,
    subMchid: SubMchid,
    scene,
    testMerchant: t.boolean,
    adoptedAt: Instant,
    denyListVersion: t.number,
    version: t.number,
  },
  { calendar, sceneLimits, debtPolicy, singleLimit: Fen, dayLimit: Fen },
);
