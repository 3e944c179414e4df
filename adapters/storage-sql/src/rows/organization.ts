import { BeijingDay, Fen, Instant, OrganizationId, SubMchid } from '@facepay/codecs';
import type { DebtPolicy, Organization, SchoolCalendar } from '@facepay/domain';
import * as t from 'io-ts';
import { fields, tagged, words } from './fields.ts';

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
  { calendar, debtPolicy, singleLimit: Fen, dayLimit: Fen },
);
