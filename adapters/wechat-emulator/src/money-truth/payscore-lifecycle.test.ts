import { describe, expect, test } from 'vitest';
import {
  createPayscoreWorld,
  day,
  hour,
  inService,
  minute,
  second,
  services,
  toPay,
  triple,
} from '../../test/payscore-world.ts';

describe.each(['direct', 'partner'] as const)('a service order, %s', (mode) => {
  test('created, in service, completed, deducted a second later', async () => {
    const world = await createPayscoreWorld({ mode });
    await world.user({ action: 'authorise' });
    const created = await world.create('P-1');
    expect(created.status).toBe(200);
    expect(world.client.verifies(created)).toBe(true);
    expect(created.json).toMatchObject({ out_order_no: 'P-1', state: 'DOING', state_description: 'USER_CONFIRM' });
    expect(created.json['mchid']).toBe(world.keys.mchid);
    expect(created.json['sub_mchid']).toBe(mode === 'partner' ? world.keys.subMchid : undefined);
    await world.pass(hour);
    const completed = await world.complete('P-1', 4000);
    expect(world.client.verifies(completed)).toBe(true);
    const shown = { state: 'DOING', state_description: 'MCH_COMPLETE', total_amount: 4000, need_collection: true };
    expect([completed.status, completed.text === '']).toEqual(mode === 'partner' ? [204, true] : [200, false]);
    expect(completed.json).toMatchObject(mode === 'partner' ? {} : shown);
    expect(await triple(world)).toBe('DOING MCH_COMPLETE USER_PAYING');
    await world.pass(second + 2 * second);
    expect(await triple(world)).toBe('DONE - USER_PAID');
    expect((await world.query('P-1')).json['collection']).toMatchObject({
      total_amount: 4000,
      paying_amount: 0,
      paid_amount: 4000,
      details: [{ seq: 1, amount: 4000, paid_type: 'NEWTON', paid_time: '20260907130003' }],
    });
    expect(world.emulator.violations()).toEqual([]);
  });

  test('with confirmation: launch data, the user confirms, and only then it is in service', async () => {
    const world = await createPayscoreWorld({ mode });
    const created = await world.create('P-1', world.confirming);
    expect(created.json).toMatchObject({ state: 'CREATED' });
    expect(created.json['state_description']).toBeUndefined();
    expect(created.json['openid']).toBeUndefined();
    const confirmed = await world.confirm('P-1', { package: created.json['package'] });
    expect(confirmed.status).toBe(200);
    expect(await triple(world, 'P-1', services.confirm)).toBe('DOING USER_CONFIRM -');
    expect((await world.query('P-1', services.confirm)).json['openid']).toBe(world.openid);
  });

  test('cancel, modify and sync', async () => {
    const world = await toPay(4000, { mode });
    const status = mode === 'direct' ? 200 : 204;
    expect((await world.modify('P-1', 3000)).status).toBe(status);
    expect((await world.query('P-1')).json['collection']).toMatchObject({ total_amount: 3000, paying_amount: 3000 });
    await world.user({ script: { type: 'never' } });
    await world.pass(minute);
    const synced = await world.sync('P-1');
    expect([synced.status, synced.json['code']]).toEqual([status, undefined]);
    expect((await world.query('P-1')).json['collection']).toMatchObject({
      state: 'USER_PAID',
      details: [{ paid_type: 'MCH', amount: 3000 }],
    });
    await world.create('P-2');
    const cancelled = await world.cancel('P-2');
    expect(cancelled.status).toBe(status);
    expect(Object.keys(cancelled.json)).toEqual(
      mode === 'direct' ? ['appid', 'mchid', 'out_order_no', 'service_id', 'order_id'] : [],
    );
    expect(await triple(world, 'P-2')).toBe('REVOKED - -');
    expect((await world.query('P-2')).json['total_amount']).toBe(0);
    expect(world.emulator.violations()).toEqual([]);
  });
});

test('INV-76 nothing to pay is done at once, and nobody collects or tells', async () => {
  const world = await inService();
  const { json } = await world.complete('P-1', 0);
  expect(json).toMatchObject({ state: 'DONE', total_amount: 0, need_collection: false });
  expect(await triple(world)).toBe('DONE - -');
  expect(world.emulator.dueAt()).toBeUndefined();
  expect(world.delivered.map(({ target }) => target)).not.toContain('/notify/payscore');
});

test('INV-79 created and never confirmed expires after 30 days; one to pay never does', async () => {
  const world = await createPayscoreWorld();
  await world.user({ action: 'authorise', script: { type: 'never' } });
  await world.create('P-1', world.confirming);
  await world.create('P-2');
  await world.pass(hour);
  await world.complete('P-2', 100);
  await world.pass(30 * day - hour - second);
  expect(await triple(world, 'P-1', services.confirm)).toBe('CREATED - -');
  await world.pass(second);
  expect(await triple(world, 'P-1', services.confirm)).toBe('EXPIRED - -');
  await world.pass(400 * day);
  expect(await triple(world, 'P-2')).toBe('DOING MCH_COMPLETE USER_PAYING');
});
