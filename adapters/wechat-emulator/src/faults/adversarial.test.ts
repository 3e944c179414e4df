import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, deduct, mint, query, signUp } from '../../test/emulated-world.ts';

const ready = async (settings: Parameters<typeof createEmulatedWorld>[0] = {}) => {
  const world = createEmulatedWorld(settings);
  const pupil = await signUp(world, 'stu-000001');
  const credential = await mint(world, pupil, 1250);
  return {
    world,
    pupil,
    fault: (body: object) => world.client.control('POST', '/faults', body),
    charge: () => deduct(world, credential, 'M-000001', 1250),
    successes: () => world.emulator.ledger().totals.successes,
  };
};
const unseen = { kind: 'accept-then-settle-later', hidden: true, unseen: true, delayMs: 60_000 };

describe('what a gateway may do that its client must bear', () => {
  test('F-19 unseen: 500, not to be found, and paid a minute later', async () => {
    const { world, fault, charge, successes } = await ready();
    await fault(unseen);
    expect((await charge()).status).toBe(500);
    expect((await query(world, 'M-000001')).status).toBe(404);
    expect((await charge()).json).toMatchObject({ trade_state: 'ACCEPT' });
    await world.pass(60_000);
    expect(successes()).toBe(1);
    expect((await query(world, 'M-000001')).json).toMatchObject({ trade_state: 'SUCCESS' });
  });

  test('INV-12: a second request for an unseen order is a violation where that is asked for', async () => {
    const { world, fault, charge, successes } = await ready({ settings: { unseenRepeat: 'violation' } });
    await fault(unseen);
    await charge();
    await expect(charge()).rejects.toThrow('while the first request was in flight');
    expect(world.emulator.violations()).toHaveLength(1);
    await world.pass(60_000);
    expect(successes()).toBe(1);
  });

  test('INV-12: two requests at once are a violation where that is asked for', async () => {
    const { world, fault, charge } = await ready({ settings: { overlappingDeducts: 'violation' } });
    await fault({ kind: 'delay', count: 2 });
    await Promise.all([charge(), charge()]);
    expect(world.emulator.violations()).toEqual(['two requests for M-000001 at once']);
  });

  test('F-19 decline: PAYERROR in spite of the money, and SUCCESS at the next attempt', async () => {
    const { fault, charge } = await ready();
    await fault({ kind: 'decline' });
    expect((await charge()).json).toMatchObject({ trade_state: 'PAYERROR', error_type: 'NOTENOUGH' });
    expect((await charge()).json).toMatchObject({ trade_state: 'SUCCESS' });
  });

  test('F-17 too-many-requests: 429, signed, nothing happened', async () => {
    const { world, fault, charge } = await ready();
    await fault({ kind: 'too-many-requests' });
    const answer = await charge();
    expect([answer.status, answer.json['code'], world.client.verifies(answer)]).toEqual([
      429,
      'FREQUENCY_LIMITED',
      true,
    ]);
    expect(world.emulator.ledger().totals.orders).toBe(0);
  });

  test('F-21: an unknown value, fewer members, more members, all signed', async () => {
    const { world, fault, charge } = await ready();
    await charge();
    const plain = await query(world, 'M-000001');
    await fault({ kind: 'unknown-enum' });
    const unknown = await query(world, 'M-000001');
    expect(Object.values(unknown.json)).toContain('SOMETHING_NEW');
    await fault({ kind: 'missing-members' });
    const fewer = await query(world, 'M-000001');
    expect(Object.keys(fewer.json).length).toBeLessThan(Object.keys(plain.json).length);
    expect(fewer.json).toMatchObject({ trade_state: 'SUCCESS', out_trade_no: 'M-000001' });
    await fault({ kind: 'extra-members' });
    const more = await query(world, 'M-000001');
    expect(more.json).toMatchObject({ ...plain.json, new_flag: true });
    for (const answer of [unknown, fewer, more]) expect(world.client.verifies(answer)).toBe(true);
  });

  test('F-27: requests under the old merchant key pass until it is retired', async () => {
    const { world, charge } = await ready();
    const next = createEmulatedWorld().keys.merchant;
    await world.client.control('POST', '/keys/rotate', { merchant: { ...next, serialNo: '5A01' } });
    expect((await query(world, 'M-000001')).status).toBe(404);
    await world.client.control('POST', '/keys/rotate', { retireMerchants: true });
    expect((await charge()).status).toBe(401);
  });
});
