import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPayscoreWorld, hour, minute, type PayscoreWorld, second, services } from '../../test/payscore-world.ts';

/** What a careless client, a user and time do, in any order. */
type Step =
  | { readonly type: 'create' | 'cancel' | 'confirm' | 'user pays' | 'merchant asks'; readonly no: number }
  | { readonly type: 'complete' | 'modify' | 'refund'; readonly no: number; readonly fen: number }
  | { readonly type: 'sync'; readonly no: number; readonly seconds: number }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'purse'; readonly fen: number }
  | { readonly type: 'fault'; readonly kind: 'duplicate' | 'lose-reply' | 'error-500-after' };

const no = fc.integer({ min: 0, max: 5 });
const fen = fc.constantFrom(0, 1, 99, 100, 4000, 49_999, 50_000, 50_001);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constantFrom('create', 'cancel', 'confirm', 'user pays', 'merchant asks'), no }),
  fc.record({ type: fc.constantFrom('complete', 'modify', 'refund'), no, fen }),
  fc.record({ type: fc.constant('complete'), no, fen }),
  fc.record({ type: fc.constant('sync'), no, seconds: fc.constantFrom(-60, 0, 60) }),
  fc.record({ type: fc.constant('wait'), seconds: fc.constantFrom(1, 2, 60, 3600, 86_400) }),
  fc.record({ type: fc.constant('purse'), fen: fc.constantFrom(0, 4000, 100_000) }),
  fc.record({ type: fc.constant('fault'), kind: fc.constantFrom('duplicate', 'lose-reply', 'error-500-after') }),
);

/** Even numbers need no confirmation; 1 and 3 do, and 5 takes a deposit from whoever is not trusted. */
const kindOf = (world: PayscoreWorld, at: number): { readonly service_id: string; readonly risk_fund?: object } => {
  if (at % 2 === 0) return { service_id: services.face };
  return at === 5
    ? { ...world.confirming, service_id: services.deposit, risk_fund: { name: 'DEPOSIT', amount: 5000 } }
    : world.confirming;
};

const play = async (world: PayscoreWorld, one: Step): Promise<unknown> => {
  if (one.type === 'wait') return world.pass(one.seconds * second);
  if (one.type === 'fault') return world.client.control('POST', '/faults', { kind: one.kind });
  if (one.type === 'purse') return world.client.control('PUT', `/payers/${world.openid}`, { balanceFen: one.fen });
  const name = `PS-00${one.no}`;
  const kind = kindOf(world, one.no);
  const service = { service_id: kind.service_id };
  switch (one.type) {
    case 'create':
      return world.create(name, kind);
    case 'confirm':
      return world.confirm(name);
    case 'user pays':
      return world.pay(name);
    case 'merchant asks':
      return world.on(name, 'pay', service);
    case 'cancel':
      return world.cancel(name, service);
    case 'complete':
      return world.complete(name, one.fen, service);
    case 'modify':
      return world.modify(name, one.fen, service);
    case 'sync':
      return world.sync(name, world.inSeconds(one.seconds), service);
    case 'refund': {
      const [paid] = world.emulator.ledger().payscoreOrders.flatMap(({ collections }) => collections);
      return world.client.call('POST', '/v3/refund/domestic/refunds', {
        transaction_id: paid?.transactionId ?? 'none',
        out_refund_no: `R-${one.no}-${one.fen}`,
        amount: { refund: one.fen, total: paid?.amountFen ?? 1, currency: 'CNY' },
      });
    }
  }
};

/** What left the payer's balance and came back, as the ledger tells it; money of cards and of the cashier is none of it. */
const recount = (world: PayscoreWorld): void => {
  const { payscoreOrders, totals } = world.emulator.ledger();
  for (const order of payscoreOrders) {
    const collected = order.collections.reduce((sum, { amountFen }) => sum + amountFen, 0);
    expect(order.collections.length).toBeLessThanOrEqual(1);
    expect(collected).toBeLessThanOrEqual(order.limitFen);
    expect(order.collections.length > 0).toBe(order.state === 'DONE' && (order.totalFen ?? 0) > 0);
    expect(order.attempts.filter(({ outcome }) => outcome === 'paid').length).toBeLessThanOrEqual(1);
    expect(order.refundedFen ?? 0).toBeLessThanOrEqual(collected);
  }
  const byWechat = payscoreOrders.flatMap(({ collections }) => collections).filter((one) => one.paidType === 'NEWTON');
  expect(totals.payscoreCollectedFen).toBe(byWechat.reduce((sum, { amountFen }) => sum + amountFen, 0));
  expect(world.emulator.violations()).toEqual([]);
};

describe('the money truth of Pay Score over random calls, recounted from the ledger', () => {
  test.each(['trusted', 'not trusted'])(
    'INV-72, INV-76, INV-77, INV-78: %s; nothing is collected twice, above its limit, or of an order that is not done',
    async (trust) => {
      const states = new Set<string>();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
          const world = await createPayscoreWorld({ settings: { payscoreOrdersInProgressMax: 6 } });
          await world.user({ action: 'authorise' });
          for (const at of [0, 1, 2, 3, 4, 5]) await world.create(`PS-00${at}`, kindOf(world, at));
          await world.user({ scoreTooLow: trust === 'not trusted' });
          for (const one of steps) {
            await play(world, one).catch(() => undefined); // a reply that a fault lost
            await world.pass(second);
            recount(world);
          }
          for (const { state } of world.emulator.ledger().payscoreOrders) states.add(state);
        }),
        { numRuns: 30, seed: 20_260_907 },
      );
      expect([...states].toSorted()).toEqual(['CREATED', 'DOING', 'DONE', 'REVOKED']);
    },
    120_000,
  );

  test('the balance pays what the ledger says, no more and no less', async () => {
    const seen = { collected: 0, refunded: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
        const world = await createPayscoreWorld();
        const balance = async () =>
          Number((await world.client.control('PUT', `/payers/${world.openid}`, {})).json['balanceFen']);
        await world.user({ action: 'authorise' });
        await world.create('PS-000');
        await world.create('PS-002');
        await world.pass(hour);
        const before = await balance();
        for (const one of steps.filter(({ type }) => type !== 'purse')) {
          await play(world, one).catch(() => undefined);
          await world.pass(second);
        }
        await world.client.control('DELETE', '/faults');
        await world.pass(10 * minute);
        const { totals } = world.emulator.ledger();
        expect(await balance()).toBe(before - totals.payscoreCollectedFen + totals.refundedFen);
        seen.collected += totals.payscoreCollectedFen;
        seen.refunded += totals.refundedFen;
      }),
      { numRuns: 30, seed: 20_260_908 },
    );
    expect(Math.min(seen.collected, seen.refunded)).toBeGreaterThan(0);
  }, 120_000);
});
