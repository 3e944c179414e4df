import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, deduct, mint, query, signUp } from '../../test/emulated-world.ts';
import { ConnectionDropped } from '../index.ts';

const ready = async () => {
  const world = createEmulatedWorld();
  const pupil = await signUp(world, 'stu-000001');
  const credential = await mint(world, pupil, 1250);
  const fault = (body: object) => world.client.control('POST', '/faults', body);
  const charge = () => deduct(world, credential, 'M-000001', 1250);
  const successes = () => world.emulator.ledger().totals.successes;
  return { world, pupil, fault, charge, successes };
};

describe('faults', () => {
  test.each([
    ['lose-request', 0],
    ['lose-reply', 1],
  ])('F-1 %s: the connection drops, %i charges happened', async (kind, happened) => {
    const { fault, charge, successes } = await ready();
    await fault({ kind });
    await expect(charge()).rejects.toThrow(ConnectionDropped);
    expect(successes()).toBe(happened);
    expect((await charge()).status).toBe(happened === 0 ? 200 : 400);
  });

  test.each([
    ['error-500-before', 0],
    ['error-500-after', 1],
  ])('F-17 %s: 500 SYSTEM_ERROR, signed, %i charges happened', async (kind, happened) => {
    const { world, fault, charge, successes } = await ready();
    await fault({ kind });
    const answer = await charge();
    expect([answer.status, answer.json['code'], world.client.verifies(answer)]).toEqual([500, 'SYSTEM_ERROR', true]);
    expect(successes()).toBe(happened);
  });

  test.each(['wrong-signature', 'unsigned', 'probe-signature', 'wrong-serial', 'truncate'])(
    'F-18 %s: the answer does not verify, the charge happened',
    async (kind) => {
      const { world, fault, charge, successes } = await ready();
      await fault({ kind });
      const answer = await charge();
      expect(world.client.verifies(answer)).toBe(false);
      expect(answer.headers['wechatpay-signature']?.startsWith('WECHATPAY/SIGNTEST/') ?? false).toBe(
        kind === 'probe-signature',
      );
      expect(successes()).toBe(1);
    },
  );

  test('F-18 stale-timestamp: verifies, but ten minutes old', async () => {
    const { world, fault, charge } = await ready();
    await fault({ kind: 'stale-timestamp' });
    const answer = await charge();
    expect(world.client.verifies(answer)).toBe(true);
    expect(Number(answer.headers['wechatpay-timestamp'])).toBe(world.clock.now() / 1000 - 600);
  });

  test('F-2 duplicate: delivered twice, charged once, the first answer given', async () => {
    const { world, fault, charge, successes } = await ready();
    await fault({ kind: 'duplicate' });
    expect((await charge()).json).toMatchObject({ trade_state: 'SUCCESS' });
    expect(successes()).toBe(1);
    expect(world.emulator.ledger().totals.deductRequests).toBe(2);
  });

  test('F-3 delay: answered later on the clock', async () => {
    const { world, fault, charge } = await ready();
    await fault({ kind: 'delay', delayMs: 7000 });
    expect((await charge()).json['success_time']).toBe('2026-09-07T12:00:07+08:00');
    expect(world.emulator.ledger().totals.concurrentDeducts).toBe(0);
  });

  test('two deduct requests for one order under way at once are counted', async () => {
    const { world, fault, charge } = await ready();
    await fault({ kind: 'delay', count: 2 });
    await Promise.all([charge(), charge()]);
    expect(world.emulator.ledger().totals).toMatchObject({ concurrentDeducts: 1, successes: 1 });
  });

  test.each([false, true])(
    'F-19 accept-then-settle-later (hidden: %s): charged when its time has come',
    async (hidden) => {
      const { world, fault, charge, successes } = await ready();
      await fault({ kind: 'accept-then-settle-later', delayMs: 600_000, hidden });
      const answer = await charge();
      expect([answer.status, answer.json['trade_state']]).toEqual(hidden ? [500, undefined] : [200, 'ACCEPT']);
      expect((await query(world, 'M-000001')).json).toMatchObject({ trade_state: 'ACCEPT' });
      expect((await charge()).json).toMatchObject({ trade_state: 'ACCEPT' });
      await world.pass(599_999);
      expect(successes()).toBe(0);
      await world.pass(1);
      expect(successes()).toBe(1);
      expect((await query(world, 'M-000001')).json).toMatchObject({
        trade_state: 'SUCCESS',
        success_time: '2026-09-07T12:10:00+08:00',
      });
    },
  );

  test('F-20 order-closed', async () => {
    const { world, pupil, fault, charge } = await ready();
    await world.client.control('PUT', `/payers/${pupil.openid}`, { balanceFen: 0, cards: [], advanceQuota: false });
    await fault({ kind: 'order-closed' });
    expect((await charge()).json).toMatchObject({ code: 'ORDER_CLOSED' });
  });

  test('a fault strikes only what it matches, count times; a share of 0 never, of 1 always; DELETE ends all', async () => {
    const { world, pupil, fault, charge } = await ready();
    const organization = () =>
      world.client.call('GET', `/v3/offlinefacemch/organizations?organization_id=${pupil.organizationId}`);
    await fault({ kind: 'error-500-before', match: { method: 'GET', pathPrefix: '/v3/offlinefacemch' }, count: 2 });
    expect((await charge()).status).toBe(200);
    expect([(await organization()).status, (await organization()).status, (await organization()).status]).toEqual([
      500, 500, 200,
    ]);
    await fault({ kind: 'error-500-before', share: 0 });
    expect((await organization()).status).toBe(200);
    await fault({ kind: 'error-500-before', share: 1 });
    expect((await organization()).status).toBe(500);
    await world.client.control('DELETE', '/faults');
    expect((await organization()).status).toBe(200);
  });

  test.each([
    { kind: 'nonsense' },
    { kind: 'delay', count: 0 },
    { kind: 'delay', share: 1.5 },
    { kind: 'delay', delayMs: -1 },
  ])('a fault that makes no sense is refused: %o', async (body) => {
    const { fault } = await ready();
    expect((await fault(body)).status).toBe(400);
  });
});
