import { hour } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom, resultsOf } from '../support/server-classroom.ts';
import { createTerminal, entryOf, must200, type ServerTerminal } from '../support/server-school.ts';
import type { ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
let path: string;
let shop: ServerTerminal;
/** A school with its terminal in the canteen, and a second one in the shop. */
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  path = `/v1/organizations/${classroom.organization}/limits`;
  shop = createTerminal(world, 'device-2', 2);
  const { deviceId, publicKey } = shop;
  const body = { deviceId, organizationId: classroom.organization, name: '小卖部', publicKey };
  must200(await classroom.call('POST', '/v1/devices', { ...body, scene: 'shop' }));
  return world.close;
});

const at = async (terminal: ServerTerminal, amountFen: number): Promise<unknown> => {
  const answer = must200(await terminal.upload([entryOf(await terminal.mint(classroom.pupil, amountFen))]));
  await classroom.work();
  const id = String(resultsOf(answer)[0]?.['deductionId']);
  const { json } = await classroom.get(`/v1/deductions/${id}?organizationId=${classroom.organization}`);
  return json['state'] === 'held' ? json['reason'] : json['state'];
};
const tomorrow = () => world.school.pass(24 * hour);

describe('limits per scene (INV-24, FAQ 5.7)', () => {
  it('a scene has its own single limit: the shop less than the canteen', async () => {
    const set = await classroom.call('PUT', path, { singleLimitFen: 5_000, scenes: { shop: { singleLimitFen: 800 } } });
    expect([set.status, set.json]).toMatchObject([
      200,
      { singleLimitFen: 5_000, scenes: { shop: { singleLimitFen: 800 } } },
    ]);
    expect(await at(shop, 801)).toBe('limit');
    expect(await at(shop, 800)).toBe('paid');
    expect(await at(classroom.terminal, 801)).toBe('paid');
    expect(await at(classroom.terminal, 5_001)).toBe('limit');
  });

  it('a scene has its own day, to the fen; what is eaten in the canteen does not count in the shop', async () => {
    await tomorrow();
    must200(await classroom.call('PUT', path, { dayLimitFen: 3_000, scenes: { shop: { dayLimitFen: 1_000 } } }));
    expect(await at(classroom.terminal, 1_900)).toBe('paid');
    expect(await at(shop, 999)).toBe('paid');
    expect(await at(shop, 2)).toBe('limit');
    expect(await at(shop, 1)).toBe('paid');
    expect(await at(classroom.terminal, 101)).toBe('limit'); // 1,900 + 1,000 + 101 pass the school's 30 yuan
    expect(await at(classroom.terminal, 100)).toBe('paid');
  });

  it('midnight in Beijing begins the day of a scene anew (INV-26)', async () => {
    await tomorrow();
    expect(await at(shop, 1_000)).toBe('paid');
    expect(await at(shop, 1)).toBe('limit');
  });

  it('a member’s own limit counts below the scene’s', async () => {
    await tomorrow();
    must200(await classroom.call('PUT', `${classroom.pupil.path}/limits`, { singleLimitFen: 300 }));
    expect(await at(shop, 301)).toBe('limit');
    must200(await classroom.call('PUT', `${classroom.pupil.path}/limits`, {}));
    expect(await at(shop, 301)).toBe('paid');
  });

  it('left out of the next PUT they are gone', async () => {
    must200(await classroom.call('PUT', path, {}));
    expect((await classroom.get(`/v1/organizations/${classroom.organization}`)).json).not.toHaveProperty('scenes');
    expect(await at(shop, 1_000)).toBe('paid');
  });

  it.each([
    [{ scenes: { shop: { singleLimitFen: 10_001 } } }, 'scenes.shop.singleLimitFen', 'at most 10000'],
    [{ scenes: { clinic: { dayLimitFen: 50_001 } } }, 'scenes.clinic.dayLimitFen', 'at most 50000'],
  ])('BAD-61 %j is above the platform: 422 names the field, nothing changes', async (body, name, rule) => {
    const { json } = await classroom.refused(422, 'PUT', path, { body });
    expect(json).toMatchObject({ code: 'limit-above-platform', fields: [{ name, rule }] });
  });
  it.each([
    { scenes: { shop: { singleLimitFen: -1 } } },
    { scenes: { shop: { dayLimitFen: '100' } } },
    { scenes: { gym: {} } },
  ])('BAD-61 %j: 422', async (body) => {
    expect((await classroom.refused(422, 'PUT', path, { body })).json).toMatchObject({ code: 'shape-wrong' });
  });
  it('a terminal stays where it was enrolled: elsewhere is another enrolment', async () => {
    const { deviceId, publicKey } = shop;
    const body = { deviceId, organizationId: classroom.organization, name: '小卖部', publicKey };
    await classroom.refused(409, 'POST', '/v1/devices', { body });
    expect((await classroom.get('/v1/devices/device-2')).json).toMatchObject({ scene: 'shop' });
    expect((await classroom.get('/v1/devices/device-1')).json).not.toHaveProperty('scene');
  });
});
