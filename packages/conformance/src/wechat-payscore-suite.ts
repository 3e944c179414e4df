import { hour, minute, type PayscoreWish, second } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyInstant } from './arbitraries/kernel.ts';
import { anyPayscoreTerms } from './arbitraries/payscore-order.ts';
import {
  ask,
  cancelWish,
  completeWish,
  createWish,
  guest,
  modifyWish,
  openCompleted,
  openInService,
  type OpenPayscoreWorld,
  orderNo,
  orderRef,
  shown,
  syncWish,
  takenIn,
} from './payscore-world.ts';
import { effective, misleading } from './wechat-disturbances.ts';
import { must } from './wechat-world.ts';

const refused = (next: 'query' | 'give-up') => E.right(expect.objectContaining({ type: 'PayscoreRefused', next }));
const no = orderNo('P-1');
const day = 24 * hour;
const anyTotal = fc.integer({ min: 0, max: 50_000 });
const anyWish: fc.Arbitrary<PayscoreWish> = fc.oneof(
  anyPayscoreTerms.map((terms): PayscoreWish => ({ type: 'create', ...terms })),
  fc.tuple(anyTotal, anyInstant).map(([total, at]) => completeWish(total, at)),
  anyTotal.map(modifyWish),
  anyInstant.map(syncWish),
  fc.string({ unit: 'binary' }).map(cancelWish),
);

/** What `WechatPayscore` promises, of every adapter, in direct and in partner mode. */
export const wechatPayscoreSuite = (name: string, open: OpenPayscoreWorld): void => {
  describe(`service orders at WeChat: ${name}`, () => {
    test('no-confirm: in service at once; the query says the same, and so do the same bytes again (INV-75)', async () => {
      const world = await open('no-confirm');
      await world.authorise(guest);
      const wish = createWish(no, guest);
      expect(await world.orders.query(orderRef(no))()).toEqual(E.right({ type: 'PayscoreNotFound' }));
      const created = must(await ask(world, no, wish));
      const inService = { state: 'doing', description: 'user-confirm', orderId: expect.any(String) };
      expect(created).toMatchObject({ type: 'PayscoreShown', order: inService });
      const { orderId } = await shown(world, no);
      expect(created).toMatchObject({ order: { orderId } });
      expect(await shown(world, no)).toMatchObject({ openid: guest });
      expect(await ask(world, no, wish)).toMatchObject(E.right({ order: { orderId } }));
      expect(await ask(world, no, { ...wish, introduction: '另一家酒店' })).toEqual(refused('query'));
    });
    test('confirm: created with a package for the mini program, in service once the user has confirmed', async () => {
      const world = await open('confirm');
      const created = must(await ask(world, no, createWish(no)));
      expect(created).toMatchObject({
        type: 'PayscoreShown',
        order: { state: 'created', package: expect.any(String) },
      });
      expect(created).not.toHaveProperty('order.description');
      await world.confirm(no, guest);
      expect(await shown(world, no)).toMatchObject({ state: 'doing', description: 'user-confirm', openid: guest });
    });
    test('INV-79 what nobody confirms is expired after 30 days', async () => {
      const world = await open('confirm');
      must(await ask(world, no, createWish(no)));
      await world.pass(30 * day + minute);
      expect(await shown(world, no)).toMatchObject({ state: 'expired' });
    });
    test('a user who never authorised gets no order', async () => {
      const world = await open('no-confirm');
      expect(await ask(world, no, createWish(no, guest))).toEqual(refused('give-up'));
      expect(await world.orders.query(orderRef(no))()).toEqual(E.right({ type: 'PayscoreNotFound' }));
    });
    test('INV-78 completed, it awaits its money, and is paid when the collection says so, once', async () => {
      const { world } = await openInService(open);
      const complete = completeWish(3900, world.now());
      expect(takenIn(await ask(world, no, complete))).toBe(true);
      const paying = { state: 'user-paying', total: 3900, paying: 3900, paid: 0, details: [] };
      expect(await shown(world, no)).toMatchObject({
        state: 'doing',
        description: 'mch-complete',
        collection: paying,
      });
      await world.pass(minute);
      const paid = await shown(world, no);
      const detail = { amount: 3900, by: 'wechat', transactionId: expect.any(String) };
      expect(paid).toMatchObject({ state: 'done', collection: { state: 'user-paid', paid: 3900, details: [detail] } });
      expect(takenIn(await ask(world, no, complete))).toBe(true);
      expect(await shown(world, no)).toEqual(paid);
    });
    test('BAD-70 a second complete with another end time changes nothing; before a confirmation there is none', async () => {
      const { world } = await openCompleted(open);
      await world.pass(second);
      expect(await ask(world, no, completeWish(3900, world.now()))).toEqual(refused('query'));
      const unconfirmed = await open('confirm');
      must(await ask(unconfirmed, no, createWish(no)));
      expect(await ask(unconfirmed, no, completeWish(3900, unconfirmed.now()))).toEqual(refused('query'));
    });
    test('INV-76 nothing to pay is done without a collection', async () => {
      const { world } = await openInService(open);
      expect(takenIn(await ask(world, no, completeWish(0, world.now())))).toBe(true);
      const done = await shown(world, no);
      expect(done).toMatchObject({ state: 'done', total: 0 });
      expect(done.collection?.paid ?? 0).toBe(0);
    });
    test('BAD-67 a total above the cap is refused for good, and the order stays in service', async () => {
      const { world } = await openInService(open);
      expect(await ask(world, no, completeWish(50_001, world.now()))).toEqual(refused('give-up'));
      expect(await shown(world, no)).toMatchObject({ state: 'doing', description: 'user-confirm' });
    });
    test('INV-76 BAD-72 it is modified downward only, while it is unpaid', async () => {
      const { world, openid } = await openCompleted(open);
      await world.pass(4 * second); // between two attempts to collect
      expect(takenIn(await ask(world, no, modifyWish(3000)))).toBe(true);
      expect(await shown(world, no)).toMatchObject({ total: 3000, collection: { total: 3000, paying: 3000 } });
      expect(await ask(world, no, modifyWish(3001))).toEqual(refused('give-up'));
      await world.purse(openid, 'enough');
      await world.pass(hour);
      expect(await shown(world, no)).toMatchObject({ state: 'done', collection: { paid: 3000 } });
      expect(await ask(world, no, modifyWish(1))).toEqual(refused('query'));
    });
    test('INV-77 BAD-71 synced, it is done and paid to us; not before it is completed', async () => {
      const { world, openid } = await openCompleted(open);
      await world.pass(4 * second);
      const sync = syncWish(world.now());
      expect(takenIn(await ask(world, no, sync))).toBe(true);
      const done = await shown(world, no);
      expect(done).toMatchObject({ state: 'done', collection: { state: 'user-paid', details: [{ by: 'merchant' }] } });
      expect(done.collection?.details[0]).not.toHaveProperty('transactionId');
      await world.purse(openid, 'enough');
      await world.pass(day);
      expect(await shown(world, no)).toEqual(done);
      expect(takenIn(await ask(world, no, sync))).toBe(true);
      const early = await openInService(open);
      expect(await ask(early.world, no, syncWish(early.world.now()))).toEqual(refused('query'));
    });
    test('cancelled it is revoked; the same again is taken in, another reason and a complete are not', async () => {
      const { world } = await openInService(open);
      expect(takenIn(await ask(world, no, cancelWish()))).toBe(true);
      expect(await shown(world, no)).toMatchObject({ state: 'revoked' });
      expect(takenIn(await ask(world, no, cancelWish()))).toBe(true);
      expect(await ask(world, no, cancelWish('别的原因'))).toEqual(refused('query'));
      expect(await ask(world, no, completeWish(3900, world.now()))).toEqual(refused('query'));
    });
    test('INV-80 while the user is in the cashier it is being charged: nothing is changed, and nothing has failed', async () => {
      const { world } = await openCompleted(open);
      await world.pass(4 * second);
      await world.pay(no, 30 * second);
      for (const wish of [modifyWish(3000), syncWish(world.now()), cancelWish()])
        expect(await ask(world, no, wish)).toEqual(E.right({ type: 'PayscoreBeingCharged' }));
      expect(await shown(world, no)).toMatchObject({ collection: { state: 'user-paying', total: 3900 } });
      await world.pass(minute);
      expect(await shown(world, no)).toMatchObject({ collection: { state: 'user-paid', paid: 3900 } });
    });
    test('an order that WeChat does not have is not found, whatever is asked of it', async () => {
      const world = await open('no-confirm');
      for (const wish of [completeWish(3900, world.now()), cancelWish(), modifyWish(1), syncWish(world.now())])
        expect(await ask(world, no, wish)).toEqual(E.right({ type: 'PayscoreNotFound' }));
    });
    test('BAD-69 numbers of every legal character reach their order and no other', async () => {
      const world = await open('no-confirm');
      await world.authorise(guest);
      for (const text of ['a|b*c_d-', '0|1', 'cancel'])
        expect(await ask(world, orderNo(text), createWish(orderNo(text), guest))).toMatchObject(
          E.right({ type: 'PayscoreShown' }),
        );
      expect(takenIn(await ask(world, orderNo('a|b*c_d-'), cancelWish()))).toBe(true);
      expect(await shown(world, orderNo('a|b*c_d-'))).toMatchObject({ state: 'revoked' });
      expect(await shown(world, orderNo('0|1'))).toMatchObject({ state: 'doing' });
    });
    test.each(misleading)('INV-9 after %s the outcome is unknown, and the query tells', async (disturbance) => {
      const { world } = await openInService(open);
      const complete = completeWish(3900, world.now());
      await world.disturb(disturbance);
      const sent = await ask(world, no, complete);
      // An answer of no bytes cannot be cut: a provider's 204 still says "taken in", and no more.
      const believed = E.isRight(sent) ? sent.right.type : 'nothing';
      expect(disturbance === 'answer-cut' ? ['nothing', 'PayscoreAccepted'] : ['nothing']).toContain(believed);
      const taken = effective.has(disturbance);
      expect((await shown(world, no)).description ?? 'done').toBe(taken ? 'mch-complete' : 'user-confirm');
      await world.disturb(disturbance);
      expect(await world.orders.query(orderRef(no))()).toMatchObject(E.left({ type: 'WechatUnknown' }));
      expect(takenIn(await ask(world, no, complete))).toBe(true);
      await world.pass(minute);
      expect(await shown(world, no)).toMatchObject({ state: 'done', collection: { paid: 3900 } });
    });
    test('INV-75 the bytes of a call depend on nothing but the wish', async () => {
      const [{ orders }, { orders: again }] = [await open('no-confirm'), await open('no-confirm')];
      fc.assert(
        fc.property(anyWish, (wish) => {
          const first = orders.prepare(wish);
          expect(orders.prepare({ ...wish })).toBe(first);
          expect(again.prepare(wish)).toBe(first);
          expect(JSON.parse(first)).toMatchObject({ service_id: expect.any(String) });
        }),
      );
    });
  });
};
