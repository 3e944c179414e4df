import { beforeEach, describe, expect, it } from 'vitest';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { must200 } from '../support/server-school.ts';
import { must, tokens } from '../support/server-world.ts';

let classroom: Classroom;
beforeEach(async () => {
  classroom = await openClassroom();
  return classroom.world.close;
});

const alarms = async () => {
  must(await classroom.world.useCases.relayEvents('w1')());
  return itemsOf(must200(await classroom.call('GET', '/v1/alarms', undefined, tokens.auditor)).json['items']);
};

describe('a voucher that names what is not of its device', () => {
  it.each([
    ['BAD-55: minted for merchant A, sent through a device of merchant B', { subMchid: '1999999999' }, 'merchant'],
    ["BAD-45: of another organization's pupil", { organizationId: 'Oother1' }, 'tenant'],
  ])('%s: held, alarmed, and no request leaves', async (_, change, reason) => {
    const { world, organization, sell, work, get } = classroom;
    const id = await sell(900, change);
    await work();
    const { json } = await get(`/v1/deductions/${id}?organizationId=${organization}`);
    expect(json).toMatchObject({ state: 'held', reason });
    expect(world.school.requestsTo('/v3/offlineface/transactions')).toBe(0);
    expect(await alarms()).toMatchObject([{ type: 'DeductionHeld', subject: { kind: 'deduction', id }, reason }]);
  });
});
