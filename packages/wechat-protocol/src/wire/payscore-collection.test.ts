import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWire } from './decode.ts';
import { PayscoreCollection } from './payscore-collection.ts';
import { PayscoreOrderBody } from './payscore-order.ts';

const amounts = (total: number, paying: number, paid: number) => ({
  total_amount: total,
  paying_amount: paying,
  paid_amount: paid,
});
const whole = (state: string, paying: number, paid: number) => E.right({ state, ...amounts(3900, paying, paid) });
const order = { appid: 'a', mchid: 'm', out_order_no: 'n', service_id: 's', state: 'DOING' };
const read = decodeWire(PayscoreCollection);

describe('collection', () => {
  it('INV-78 paying + paid = total, and nothing else decodes', () => {
    const fen = fc.integer({ min: 0, max: 10_000 });
    const state = fc.constantFrom('USER_PAYING', 'SOMETHING_NEW');
    fc.assert(
      fc.property(state, fen, fen, fc.integer({ min: -2, max: 2 }), (name, paying, paid, off) => {
        const total = Math.max(0, paying + paid + off);
        const collection = { state: name, ...amounts(total, paying, paid) };
        expect(E.isRight(read(collection))).toBe(paying + paid === total);
        expect(PayscoreCollection.is(collection)).toBe(paying + paid === total);
      }),
    );
  });

  it('INV-78 a paid collection with money still to pay contradicts itself', () => {
    expect(read({ state: 'USER_PAID', ...amounts(3900, 3900, 0) })).toEqual(
      E.left({ type: 'WireMismatch', paths: ['/paying_amount'] }),
    );
    expect(E.isRight(read({ state: 'USER_PAID', ...amounts(3900, 0, 3900) }))).toBe(true);
  });

  it('an amount that is left out, such as a 0, is what the others make it', () => {
    expect(read({ state: 'USER_PAID', total_amount: 3900, paid_amount: 3900 })).toEqual(whole('USER_PAID', 0, 3900));
    expect(read({ state: 'USER_PAID', paying_amount: 0, paid_amount: 3900 })).toEqual(whole('USER_PAID', 0, 3900));
    expect(read({ state: 'USER_PAYING', total_amount: 3900, paying_amount: 3900 })).toEqual(
      whole('USER_PAYING', 3900, 0),
    );
    expect(read({ state: 'USER_PAID', total_amount: 3900 })).toEqual(whole('USER_PAID', 0, 3900));
    expect(read({ state: 'USER_PAYING', total_amount: 3900 })).toEqual(whole('USER_PAYING', 3900, 0));
  });

  it.each([
    ['total_amount', { state: 'USER_PAID' }],
    ['total_amount', { state: 'USER_PAID', paid_amount: 3900 }],
    ['total_amount', { state: 'SOMETHING_NEW', total_amount: 3900 }],
    ['paid_amount', { state: 'USER_PAID', total_amount: 3900, paid_amount: 3901 }],
    ['paying_amount', { state: 'USER_PAID', total_amount: 3900, paid_amount: 3800 }],
    ['paid_amount', { state: 'USER_PAYING', total_amount: 3900, paying_amount: 3901 }],
  ])('INV-78 and no more than that is made of it: %s in %j', (member, collection) => {
    expect(read(collection)).toEqual(E.left({ type: 'WireMismatch', paths: [`/${member}`] }));
  });

  it('INV-78 an order with such a collection is no order: the name of what contradicts is told', () => {
    const body = { ...order, collection: { state: 'USER_PAID', ...amounts(3900, 0, 3800) } };
    expect(decodeWire(PayscoreOrderBody)(body)).toEqual(
      E.left({ type: 'WireMismatch', paths: ['/collection/paid_amount'] }),
    );
  });

  it('reads missing, null and empty descriptions, and drops what it does not know', () => {
    expect(decodeWire(PayscoreOrderBody)({ ...order, state_description: '', collection: null, new_member: 1 })).toEqual(
      E.right({ ...order, state_description: '' }),
    );
    expect(decodeWire(PayscoreOrderBody)({ ...order, state: undefined, mchid: 1 })).toEqual(
      E.left({ type: 'WireMismatch', paths: ['/mchid', '/state'] }),
    );
  });
});
