import { minute } from '@facepay/domain';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { anOrder, openPayscoreCounter, type PayscoreCounter, user } from '../support/payscore-counter.ts';
import { callServer } from '../support/server-call.ts';
import { itemsOf } from '../support/server-classroom.ts';
import { tokens } from '../support/server-world.ts';

const orders = '/v1/payscore/orders';
const at = (orderNo: string, call = ''): string => `${orders}/${encodeURIComponent(orderNo)}${call}`;

const bill = (amountFen: number, discountFen = 0) => ({
  payments: [{ name: '商品信息', amountFen, description: '矿泉水', count: 2 }],
  ...(discountFen === 0 ? {} : { discounts: [{ name: '满减', description: '满20减1元', amountFen: discountFen }] }),
  totalFen: amountFen - discountFen,
});

describe.each(['direct', 'partner'] as const)('a Pay Score order over HTTP, %s mode', (party) => {
  let counter: PayscoreCounter;
  beforeAll(async () => {
    counter = await openPayscoreCounter({ party });
    return counter.world.close;
  });
  const open = (orderNo: string, over: object = {}) => counter.call('POST', orders, anOrder(orderNo, over));
  const openAndUse = async (orderNo: string): Promise<void> => {
    expect((await open(orderNo)).json).toMatchObject({ state: 'in-service' });
    await counter.world.school.pass(30 * minute);
  };
  const complete = (orderNo: string, amountFen: number, discountFen?: number) =>
    counter.call('POST', at(orderNo, '/complete'), {
      ...bill(amountFen, discountFen),
      times: { end: counter.compact(-5_000) },
    });
  const state = async (orderNo: string) => (await counter.get(at(orderNo))).json;

  it('opened without confirmation, used, completed, deducted, told by a notice, paid (INV-78)', async () => {
    const opened = await open('PS-1');
    expect([opened.status, opened.json]).toMatchObject([
      200,
      { orderNo: 'PS-1', state: 'in-service', paid: false, wechat: { state: 'doing', description: 'user-confirm' } },
    ]);
    await counter.world.school.pass(30 * minute);
    const end = counter.compact(-5_000);
    const completed = await complete('PS-1', 2000, 100);
    expect([completed.status, completed.json]).toMatchObject([
      200,
      {
        state: 'awaiting-payment',
        paid: false,
        payments: [{ amountFen: 2000 }],
        discounts: [{ amountFen: 100 }],
        times: { end },
      },
    ]);
    await counter.workFor(3);
    const paid = await state('PS-1');
    expect(paid).toMatchObject({
      state: 'done',
      paid: true,
      wechat: {
        collection: { state: 'user-paid', paidFen: 1900, payingFen: 0, totalFen: 1900, details: [{ by: 'wechat' }] },
      },
    });
    const taken = await counter.get('/v1/notices?status=processed');
    expect(itemsOf(taken.json['items']).map(({ eventType }) => eventType)).toContain('PAYSCORE.USER_PAID');
    expect(itemsOf(paid['events']).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['PayscoreOrderRequested', 'PayscoreAttemptBegun', 'PayscoreTaken', 'PayscoreMoved']),
    );
  });

  it('INV-51 with every notice lost the worker finds the payment; it finds it however long it takes', async () => {
    counter.loseNotices(true);
    await counter.act(`/users/${user}`, { script: { type: 'insufficient', times: 3 } });
    await openAndUse('PS-2');
    await complete('PS-2', 500);
    await counter.workFor(5);
    expect(await state('PS-2')).toMatchObject({ state: 'awaiting-payment', paid: false });
    await counter.workFor(30);
    expect(await state('PS-2')).toMatchObject({ state: 'done', paid: true });
    counter.loseNotices(false);
  });

  it('INV-76 zero total: done, and nothing is collected', async () => {
    await openAndUse('PS-3');
    await complete('PS-3', 0);
    await counter.workFor(2);
    expect(await state('PS-3')).toMatchObject({ state: 'done', paid: false });
  });

  it('INV-77 lowered, then paid at the counter and synced: no deduction follows', async () => {
    await counter.act(`/users/${user}`, { script: { type: 'never' } });
    await openAndUse('PS-4');
    await complete('PS-4', 3000);
    await counter.world.school.pass(10_000);
    const modified = await counter.call('POST', at('PS-4', '/modify'), { ...bill(2500), reason: '少收' });
    expect([modified.status, modified.json]).toMatchObject([
      200,
      { state: 'awaiting-payment', payments: [{ amountFen: 2500 }] },
    ]);
    await counter.world.school.pass(10_000);
    const synced = await counter.call('POST', at('PS-4', '/sync'), { paidTime: counter.compact(-2_000) });
    expect([synced.status, synced.json]).toMatchObject([
      200,
      { state: 'done', paid: true, wechat: { collection: { details: [{ by: 'merchant', amountFen: 2500 }] } } },
    ]);
    await counter.act(`/users/${user}`, { script: { type: 'ok' } });
    await counter.workFor(20);
    expect(await state('PS-4')).toMatchObject({
      state: 'done',
      wechat: { collection: { details: [{ by: 'merchant' }] } },
    });
  });

  it('cancelled: total 0, and the same call again is the same answer', async () => {
    await openAndUse('PS-5');
    const body = { reason: '用户未取货' };
    expect((await counter.call('POST', at('PS-5', '/cancel'), body)).json).toMatchObject({
      state: 'revoked',
      paid: false,
    });
    const asked = counter.asked();
    expect((await counter.call('POST', at('PS-5', '/cancel'), body)).json).toMatchObject({ state: 'revoked' });
    expect(counter.asked()).toBe(asked);
  });

  it('INV-97 one key: the same bytes; one number: the same order; 20 at once: one create at WeChat', async () => {
    const said = { token: tokens.operator, body: anOrder('PS-6'), headers: { 'idempotency-key': randomUUID() } };
    const before = counter.asked();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => callServer(counter.world, 'POST', orders, said)),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect((await callServer(counter.world, 'POST', orders, said)).text).toBe(answers[0]?.text);
    expect(counter.asked() - before).toBe(1);
    expect((await open('PS-6')).json).toMatchObject({ orderNo: 'PS-6', state: 'in-service' });
    const other = { ...said, body: anOrder('PS-6b') };
    expect((await callServer(counter.world, 'POST', orders, other)).json).toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect((await open('PS-6', { introduction: '别的服务' })).json).toMatchObject({ code: 'payscore-order-no-used' });
    await counter.call('POST', at('PS-6', '/cancel'), { reason: '试' });
  });

  it('INV-9 an answer that is lost: the order is unknown, and the worker finds out', async () => {
    await counter.world.school.control('POST', '/faults', {
      kind: 'lose-reply',
      count: 1,
      match: { pathPrefix: '/v3/payscore' },
    });
    const answer = await open('PS-7');
    expect([answer.status, answer.json]).toMatchObject([
      200,
      { state: 'unknown', call: { type: 'create', state: 'unknown' } },
    ]);
    await counter.workFor(3);
    expect(await state('PS-7')).toMatchObject({ state: 'in-service' });
  });

  it('lists by state, page by page', async () => {
    const { json } = await counter.get(`${orders}?state=done&pageSize=2`);
    expect(itemsOf(json['items']).map(({ orderNo }) => orderNo)).toEqual(['PS-1', 'PS-2']);
    const next = await counter.get(`${orders}?state=done&pageSize=2&cursor=${String(json['nextCursor'])}`);
    expect(itemsOf(next.json['items']).map(({ orderNo }) => orderNo)).toEqual(['PS-3', 'PS-4']);
  });
});
