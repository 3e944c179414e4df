import { describe, expect, test } from 'vitest';
import { createSqliteEmulatorStore } from '../index.ts';
import {
  createPayscoreWorld,
  day,
  hour,
  minute,
  type PayscoreWorld,
  second,
  toPay,
  triple,
} from '../../test/payscore-world.ts';

const never = { script: { type: 'never' } };
const attempts = (world: PayscoreWorld) => world.emulator.ledger().payscoreOrders[0]?.attempts ?? [];
const balance = async (world: PayscoreWorld): Promise<unknown> =>
  (await world.client.control('PUT', `/payers/${world.openid}`, {})).json['balanceFen'];

describe('the deduction engine (payscore-wire.md §9)', () => {
  test('after 1 s, 5 s, 1 min, 10 min, 1 h, 6 h, then daily and for ever', async () => {
    const world = await toPay();
    await world.user(never);
    const start = world.clock.now();
    await world.pass(4 * day);
    const seconds = attempts(world).map(({ at }) => (Date.parse(at) - start) / second - 2);
    const waits = seconds.map((at, index) => at - (seconds[index - 1] ?? 0));
    expect(waits).toEqual([1, 5, 60, 600, 3600, 21_600, 86_400, 86_400, 86_400]);
    expect(world.emulator.dueAt()).toBeGreaterThan(world.clock.now());
    expect(await triple(world)).toBe('DOING MCH_COMPLETE USER_PAYING');
    await world.user({ script: { type: 'ok' } });
    await world.pass(day);
    expect(await triple(world)).toBe('DONE - USER_PAID');
    expect(world.emulator.dueAt()).toBeUndefined();
  });

  test('the interval is a setting', async () => {
    const world = await toPay(100, { settings: { payscoreDeductionWaitsMs: [minute], payscoreDeductionTakesMs: 0 } });
    await world.user(never);
    await world.pass(5 * minute);
    expect(attempts(world).length).toBe(5);
  });

  test('too little money so many times, then it is there', async () => {
    const world = await toPay();
    await world.user({ script: { type: 'insufficient', times: 2 } });
    await world.pass(8 * second);
    expect(attempts(world).map(({ outcome }) => outcome)).toEqual(['insufficient', 'insufficient']);
    await world.pass(minute);
    expect(attempts(world).map(({ outcome }) => outcome)).toEqual(['insufficient', 'insufficient', 'paid']);
  });

  test('the payer’s own means decide: balance first, then a card', async () => {
    const world = await toPay(4000);
    await world.client.control('PUT', `/payers/${world.openid}`, { balanceFen: 3999 });
    await world.pass(10 * second);
    expect(await triple(world)).toBe('DOING MCH_COMPLETE USER_PAYING');
    await world.client.control('PUT', `/payers/${world.openid}`, { balanceFen: 4000 });
    await world.pass(2 * minute);
    expect(await triple(world)).toBe('DONE - USER_PAID');
    expect(await balance(world)).toBe(0);
  });

  test('INV-77 what is collected once is collected once, whatever is tried', async () => {
    const world = await toPay(4000);
    const before = Number(await balance(world));
    await Promise.all([world.pay('P-1'), world.on('P-1', 'pay', {}), world.complete('P-1', 4000)]);
    await world.pass(3 * day);
    expect((await world.on('P-1', 'pay', {})).status).toBe(400);
    expect(await balance(world)).toBe(before - 4000);
    expect(world.emulator.ledger()).toMatchObject({
      payscoreOrders: [{ collections: [{ amountFen: 4000, paidType: 'NEWTON' }] }],
      totals: { payscoreOrders: 1, payscoreCollectedFen: 4000 },
    });
    expect(world.emulator.violations()).toEqual([]);
  });

  test('INV-80 while an attempt runs nothing changes the order; three minutes later it does', async () => {
    const world = await toPay();
    await world.user(never);
    await world.pass(2 * second);
    for (const answer of [await world.modify('P-1', 1), await world.cancel('P-1'), await world.sync('P-1')]) {
      expect([answer.status, answer.json]).toEqual([
        400,
        { code: 'PARAM_ERROR', message: '单据正在扣款中，请稍后再试' },
      ]);
      expect(answer.headers['request-id']).toMatch(/-271316754$/);
    }
    await world.pass(3 * minute);
    expect((await world.modify('P-1', 1)).status).toBe(200);
  });

  test('the merchant may ask for an attempt now; the plan goes on as if it had not', async () => {
    const world = await toPay();
    await world.user(never);
    await world.pass(2 * minute);
    const planned = world.emulator.dueAt();
    const { status, json } = await world.on('P-1', 'pay', {});
    expect([status, Object.keys(json)]).toEqual([200, ['appid', 'mchid', 'out_order_no', 'service_id', 'order_id']]);
    await world.pass(3 * second);
    expect(attempts(world).at(-1)).toMatchObject({ by: 'merchant', outcome: 'insufficient' });
    expect(world.emulator.dueAt()).toBe(planned);
  });

  test('the user pays actively, whatever the script says; in the cashier the order is being charged', async () => {
    const world = await toPay();
    await world.user(never);
    await world.pass(10 * second);
    await world.pay('P-1', { takesMs: minute });
    expect((await world.cancel('P-1')).json['message']).toBe('单据正在扣款中，请稍后再试');
    await world.pass(minute);
    expect(await triple(world)).toBe('DONE - USER_PAID');
    expect(world.emulator.ledger().payscoreOrders[0]?.collections).toMatchObject([{ outTradeNo: 'P-1' }]);
    expect((await world.pay('P-1')).status).toBe(409);
  });

  test('cancel and sync end it; revoking the authorisation does not', async () => {
    const world = await toPay();
    await world.user({ ...never, action: 'revoke', whileOpen: true });
    await world.pass(4 * second);
    await world.user({ script: { type: 'ok' } });
    await world.pass(10 * second);
    expect(await triple(world)).toBe('DONE - USER_PAID');
    const cancelled = await toPay();
    await cancelled.cancel('P-1');
    expect(cancelled.emulator.dueAt()).toBeUndefined();
    expect(cancelled.emulator.ledger().totals.payscoreCollectedFen).toBe(0);
  });

  test('a clock that jumps does what fell due on the way, at the time it was due', async () => {
    const world = await toPay();
    await world.user({ script: { type: 'insufficient', times: 3 } });
    await world.client.control('POST', '/clock', { advanceMs: 10 * day });
    expect((await world.query('P-1')).json['collection']).toMatchObject({
      details: [{ paid_time: '20260907131108' }],
    });
  });

  test('goes on where a restart left it', async () => {
    const store = createSqliteEmulatorStore(':memory:');
    const keep = { ...store, close: () => undefined };
    const before = await toPay(4000, { store: keep });
    await before.user(never);
    await before.pass(hour);
    const made = before.emulator.ledger();
    const after = await createPayscoreWorld({ store: { ...keep, load: store.load } });
    expect(after.emulator.ledger()).toEqual(made);
    expect(after.emulator.dueAt()).toBe(before.emulator.dueAt());
    store.close();
  });
});
