import { describe, expect, test } from 'vitest';
import { inService, minute, type PayscoreWorld, triple } from '../../test/payscore-world.ts';
import { ConnectionDropped } from '../index.ts';

const path = (world: PayscoreWorld) => `${world.base}/serviceorder/P-1/complete`;
const ready = async (kind: string, mode: 'direct' | 'partner' = 'direct') => {
  const world = await inService({ mode });
  await world.client.control('POST', '/faults', { kind, match: { method: 'POST', pathPrefix: path(world) } });
  return { world, body: world.completeBody(4000) };
};
const collected = (world: PayscoreWorld) => world.emulator.ledger().totals.payscoreCollectedFen;

describe.each(['direct', 'partner'] as const)('faults of a service order, %s', (mode) => {
  test.each([
    ['lose-request', 'DOING USER_CONFIRM -'],
    ['lose-reply', 'DOING MCH_COMPLETE USER_PAYING'],
  ])('F-1 %s: %s, and the same bytes later are one completion', async (kind, stands) => {
    const { world, body } = await ready(kind, mode);
    await expect(world.on('P-1', 'complete', body)).rejects.toThrow(ConnectionDropped);
    expect(await triple(world)).toBe(stands);
    await world.pass(10 * minute);
    expect((await world.on('P-1', 'complete', body)).status).toBe(mode === 'direct' ? 200 : 204);
    await world.pass(minute);
    expect(collected(world)).toBe(4000);
  });

  test.each([
    ['error-500-before', 500, 'DOING USER_CONFIRM -'],
    ['error-500-after', 500, 'DOING MCH_COMPLETE USER_PAYING'],
    ['too-many-requests', 429, 'DOING USER_CONFIRM -'],
    ['duplicate', mode === 'direct' ? 200 : 204, 'DOING MCH_COMPLETE USER_PAYING'],
  ])('F-2 F-17 %s: %i, %s', async (kind, status, stands) => {
    const { world, body } = await ready(kind, mode);
    const answer = await world.on('P-1', 'complete', body);
    expect([answer.status, world.client.verifies(answer)]).toEqual([status, true]);
    expect(await triple(world)).toBe(stands);
    expect(world.emulator.violations()).toEqual([]);
  });

  test.each(['wrong-signature', 'unsigned', 'probe-signature', 'wrong-serial'])(
    'F-18 %s: the answer does not verify, empty or not; the order is completed',
    async (kind) => {
      const { world, body } = await ready(kind, mode);
      expect(world.client.verifies(await world.on('P-1', 'complete', body))).toBe(false);
      expect(await triple(world)).toBe('DOING MCH_COMPLETE USER_PAYING');
    },
  );
});

test('F-21 a value that no page documents, and nothing that is optional', async () => {
  const { world, body } = await ready('unknown-enum');
  expect(JSON.stringify((await world.on('P-1', 'complete', body)).json)).toContain('"SOMETHING_NEW"');
  await world.client.control('POST', '/faults', { kind: 'missing-members' });
  const { json } = await world.query('P-1');
  expect(json['state_description']).toBeUndefined();
  expect(json['collection']).toMatchObject({ state: 'USER_PAYING' });
});

test('INV-57 any change of a signed create is 401, and nothing happens', async () => {
  const world = await inService();
  const target = '/v3/payscore/serviceorder';
  const answer = await world.client.call('POST', target, world.createBody('P-2'), {
    tamper: (text) => text.replace('10000', '10001'),
  });
  expect([answer.status, answer.json['code']]).toEqual([401, 'SIGN_ERROR']);
  expect((await world.query('P-2')).status).toBe(404);
});
