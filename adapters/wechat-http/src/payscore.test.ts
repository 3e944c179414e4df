import type { Fen, PayscoreCall, PayscoreWish } from '@facepay/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { isSignedAsSent, wrongSignings } from '../test/fake-gateway.ts';
import {
  modes,
  openPayscoreGateway,
  paidCollection,
  payscoreNo,
  payscoreRef,
  shownBody,
  wishes,
} from '../test/payscore-orders.ts';

const calls = Object.keys(wishes) as PayscoreCall[];
const sample = (name: string): string =>
  readFileSync(
    join(import.meta.dirname, `../../../packages/wechat-protocol/src/wire/seed-samples/${name}-request.txt`),
    'utf8',
  );
/** A text of the guide without what is white between its tokens, and without what does not fit our merchant. */
const compact = (text: string): string =>
  text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/gu, '$1').replace('wxd678efh567hg6787', 'wx0123456789abcdef');
const unknown = (reason: unknown) => E.left(expect.objectContaining({ type: 'WechatUnknown', reason }));
const bodySent = (gateway: ReturnType<typeof openPayscoreGateway>) =>
  new TextDecoder().decode(gateway.calls.at(-1)?.body);

describe('what is sent', () => {
  it("is the guide's sample, once that is right, byte for byte", () => {
    const { payscore } = openPayscoreGateway();
    const create = sample('create').replace('"need_user_confirm": true,', '"need_user_confirm": false');
    const complete = sample('complete').replace(/"amount": 4000(?=\s*\}\s*\],\s*"total)/u, '"amount": 100');
    // 需先 urlencode 后传入: the guide's own sample is not encoded
    expect(payscore.orders.prepare(wishes.create)).toBe(compact(create).replace('qoi&wl3', 'qoi%26wl3'));
    expect(payscore.orders.prepare(wishes.complete)).toBe(compact(complete));
    expect(payscore.orders.prepare(wishes.sync)).toBe(compact(sample('sync')));
  });
  it('in partner mode names the sub-merchant, and outside of create no appid (§5)', () => {
    const { payscore } = openPayscoreGateway('partner');
    const members = (wish: PayscoreWish) => Object.keys(JSON.parse(payscore.orders.prepare(wish)));
    expect(members(wishes.create).slice(0, 4)).toEqual(['service_id', 'appid', 'sub_mchid', 'out_order_no']);
    expect(members(wishes.complete)).toEqual([
      'service_id',
      'sub_mchid',
      'post_payments',
      'post_discounts',
      'total_amount',
      'time_range',
      'location',
      'profit_sharing',
    ]);
    expect(members(wishes.cancel)).toEqual(['service_id', 'sub_mchid', 'reason']);
    expect(members(wishes.modify).slice(0, 2)).toEqual(['service_id', 'sub_mchid']);
    expect(members(wishes.sync)).toEqual(['service_id', 'sub_mchid', 'type', 'detail']);
  });
  it('attach is URL-encoded; a discount of a create has an amount in partner mode only (§3.3, §4.1)', () => {
    const discounts = [{ name: '满20减1元', description: '不与其他优惠叠加', amount: 100 as Fen }];
    for (const mode of modes) {
      const { payscore } = openPayscoreGateway(mode);
      const sent = JSON.parse(payscore.orders.prepare({ ...wishes.create, discounts, attach: '订单 1&x' }));
      expect(sent).toMatchObject({ attach: '%E8%AE%A2%E5%8D%95%201%26x' });
      expect(() => payscore.orders.prepare({ ...wishes.create, attach: '\uD800' })).not.toThrow(); // refused later, by its rule
      expect(sent.post_discounts[0].amount).toBe(mode === 'partner' ? 100 : undefined);
    }
  });
  it('lists of nothing and what is not given are not sent', () => {
    const { payscore } = openPayscoreGateway();
    const { location: _, attach: __, ...terms } = wishes.create;
    const bare = JSON.parse(payscore.orders.prepare({ ...terms, payments: [], discounts: [] }));
    for (const name of ['post_payments', 'post_discounts', 'location', 'attach', 'device'])
      expect(bare).not.toHaveProperty(name);
    const empty = JSON.parse(payscore.orders.prepare({ ...wishes.complete, times: {}, location: {}, device: {} }));
    for (const name of ['time_range', 'location', 'device']) expect(empty).not.toHaveProperty(name);
  });
  it.each(modes)('INV-57 INV-75 goes to its path with the stored bytes and a signature over both: %s', async (mode) => {
    const gateway = openPayscoreGateway(mode);
    const base = mode === 'direct' ? '/v3/payscore/serviceorder' : '/v3/payscore/partner/serviceorder';
    for (const call of calls) {
      const stored = gateway.payscore.orders.prepare(wishes[call]);
      await gateway.payscore.orders.send(payscoreRef, call, stored)();
      await gateway.payscore.orders.send(payscoreRef, call, stored)();
      const [first, again] = gateway.calls.slice(-2);
      expect(first?.target).toBe(call === 'create' ? base : `${base}/${payscoreNo}/${call}`);
      expect([first?.body, again?.body].map((body) => new TextDecoder().decode(body))).toEqual([stored, stored]);
      expect(first === undefined ? false : isSignedAsSent(first)).toBe(true);
    }
    await gateway.payscore.orders.query(payscoreRef)();
    const whose = mode === 'direct' ? '&appid=wx0123456789abcdef' : '';
    const sub = mode === 'direct' ? '' : '&sub_mchid=1600000001';
    expect(gateway.calls.at(-1)?.target).toBe(`${base}?service_id=500001${sub}&out_order_no=${payscoreNo}${whose}`);
    expect(bodySent(gateway)).toBe('');
  });
});

describe.each(modes)('what an answer says, %s mode', (mode) => {
  const open = (reply: object) => {
    const gateway = openPayscoreGateway(mode);
    gateway.reply(() => reply);
    const { orders } = gateway.payscore;
    return {
      send: (call: PayscoreCall) => orders.send(payscoreRef, call, orders.prepare(wishes[call]))(),
      query: (orderId?: string) => orders.query(orderId === undefined ? payscoreRef : { ...payscoreRef, orderId })(),
    };
  };

  it('an order in service, and one that is paid', async () => {
    const inService = { state: 'doing', description: 'user-confirm', orderId: '15646546545165651651' };
    expect(await open({ body: shownBody(mode) }).send('create')).toEqual(
      E.right({ type: 'PayscoreShown', order: inService }),
    );
    const body = shownBody(mode, { state: 'DONE', state_description: '', collection: paidCollection });
    const paidAt = Date.UTC(2009, 11, 25, 1, 12, 10);
    expect(await open({ body }).query()).toMatchObject(
      E.right({
        order: {
          state: 'done',
          collection: {
            state: 'user-paid',
            total: 3900,
            paying: 0,
            paid: 3900,
            details: [{ amount: 3900, by: 'wechat', paidAt, transactionId: '4200000202200912250000000001' }],
          },
        },
      }),
    );
  });
  it.each(['complete', 'cancel', 'modify', 'sync'] as const)(
    '204 to %s: taken in, and no more is said',
    async (call) => {
      expect(await open({ status: 204 }).send(call)).toEqual(E.right({ type: 'PayscoreAccepted' }));
    },
  );
  it('204 to create, or to the query, proves nothing', async () => {
    expect(await open({ status: 204 }).send('create')).toMatchObject(E.left({ type: 'WechatUnknown' }));
    expect(await open({ status: 204 }).query()).toMatchObject(E.left({ type: 'WechatUnknown' }));
  });
  it('five members to cancel: taken in', async () => {
    const body = shownBody(mode, { state: undefined, state_description: undefined, service_introduction: undefined });
    expect(await open({ body }).send('cancel')).toEqual(E.right({ type: 'PayscoreAccepted' }));
  });
  it('a description counts while doing only, and an empty one is none (§4.1, §4.4)', async () => {
    const created = shownBody(mode, { state: 'CREATED', state_description: 'MCH_COMPLETE', package: 'DJIO' });
    expect(await open({ body: created }).send('create')).toEqual(
      E.right({
        type: 'PayscoreShown',
        order: { state: 'created', orderId: '15646546545165651651', package: 'DJIO' },
      }),
    );
    const vague = await open({ body: shownBody(mode, { state_description: '' }) }).send('complete');
    expect(vague).toEqual(
      E.right({ type: 'PayscoreShown', order: { state: 'doing', orderId: '15646546545165651651' } }),
    );
  });
  const others: readonly (readonly [string, string])[] = [
    ['out_order_no', 'another'],
    ['service_id', '500002'],
    ['mchid', '1999999999'],
    ['appid', 'wx9'],
    ['order_id', '2'],
    ['sub_mchid', '1600000002'],
  ];
  const named = others.filter(([name]) => mode === 'partner' || name !== 'sub_mchid');
  it.each(named)('INV-10 an answer that names another %s is not believed', async (name, value) => {
    const { send, query } = open({ body: shownBody(mode, { [name]: value }) });
    expect(await query('15646546545165651651')).toEqual(unknown(`mismatch: ${name}`));
    const asked = name === 'order_id' ? [] : await Promise.all(calls.map(send));
    expect(asked).toEqual(asked.map(() => unknown(`mismatch: ${name}`)));
  });
  it.each(wrongSignings)('INV-45 an answer that is %s proves nothing, be it 200 or 204', async (signing) => {
    const paid = open({ signing, body: shownBody(mode, { state: 'DONE', collection: paidCollection }) });
    expect(await paid.query()).toMatchObject(E.left({ type: 'WechatUnknown' }));
    expect(await paid.send('complete')).toMatchObject(E.left({ type: 'WechatUnknown' }));
    expect(await open({ signing, status: 204 }).send('sync')).toMatchObject(E.left({ type: 'WechatUnknown' }));
  });
  it('INV-78 a collection that contradicts itself is not believed', async () => {
    const collection = { ...paidCollection, paid_amount: 3800 };
    const said = await open({ body: shownBody(mode, { state: 'DONE', collection }) }).query();
    expect(said).toEqual(unknown('mismatch: /collection/paid_amount'));
  });
  it.each([
    ['state SOMETHING_NEW', { state: 'SOMETHING_NEW' }],
    ['state_description WAIT_PAY', { state_description: 'WAIT_PAY' }],
    ['collection.state CLOSED', { collection: { ...paidCollection, state: 'CLOSED' } }],
    ['paid_type CASH', { collection: { ...paidCollection, details: [{ amount: 1, paid_type: 'CASH' }] } }],
  ])('INV-9 a word that nobody knows (%s): unknown, with an alarm', async (word, change) => {
    expect(await open({ body: shownBody(mode, change) }).query()).toEqual(unknown(`not-understood: ${word}`));
  });
});
