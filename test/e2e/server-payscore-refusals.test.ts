import { minute } from '@facepay/domain';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { anOrder, openPayscoreCounter, type PayscoreCounter, user } from '../support/payscore-counter.ts';
import { callServer } from '../support/server-call.ts';
import { tokens } from '../support/server-world.ts';

const orders = '/v1/payscore/orders';
const at = (orderNo: string, call: string): string => `${orders}/${encodeURIComponent(orderNo)}/${call}`;
const lines = (count: number, amountFen = 1) =>
  Array.from({ length: count }, (_, n) => ({ name: `项目${n}`, amountFen, description: '说明' }));

let counter: PayscoreCounter;
let nextNo = 0;
/** Every refusal here stores nothing, and no request of it reaches WeChat. */
beforeAll(async () => {
  counter = await openPayscoreCounter({ settings: { payscoreOrdersInProgressMax: 100 } });
  return counter.world.close;
});
const no = (): string => `R-${(nextNo += 1)}`;
const opened = async (): Promise<string> => {
  const orderNo = no();
  const { json } = await counter.call('POST', orders, anOrder(orderNo));
  expect(json).toMatchObject({ state: 'in-service' });
  await counter.world.school.pass(10 * minute);
  return orderNo;
};
const bill = (over: object = {}) => ({
  payments: [{ name: '商品信息', amountFen: 2000 }],
  discounts: [{ name: '满减', description: '满20减1元', amountFen: 100 }],
  totalFen: 1900,
  times: { end: counter.compact(-5000) },
  ...over,
});
const total = (totalFen: number) => bill({ payments: lines(1, totalFen), discounts: [], totalFen });
const modify = (totalFen: number) => ({ payments: lines(1, totalFen), totalFen, reason: '改' });
const awaiting = async (): Promise<string> => {
  const orderNo = await opened();
  const { json } = await counter.call('POST', at(orderNo, 'complete'), bill());
  expect(json).toMatchObject({ state: 'awaiting-payment' });
  return orderNo;
};
const refusedOpen = (over: object) => counter.refused(422, 'POST', orders, anOrder(no(), over));

describe('what WeChat Pay Score would refuse is refused before any request leaves', () => {
  it.each([
    ['off by one fen', { totalFen: 1901 }, 'totalFen'],
    ['off by one fen the other way', { totalFen: 1899 }, 'totalFen'],
    ['negative', { totalFen: -1 }, 'totalFen'],
    ['a negative payment', { payments: [{ name: 'a', amountFen: -1 }] }, 'payments.0.amountFen'],
    ['discounts above payments', { payments: [{ name: 'a', amountFen: 50 }], totalFen: 0 }, 'discounts'],
    ['counts multiplied in (INV-71)', { payments: [{ name: 'a', amountFen: 1000, count: 2 }] }, 'totalFen'],
  ])('BAD-66 a total %s: 422', async (_, over, field) => {
    const orderNo = await opened();
    const answer = await counter.refused(422, 'POST', at(orderNo, 'complete'), bill(over));
    expect(answer.json['fields']).toMatchObject([{ name: field, rule: expect.any(String) }]);
  });

  it('BAD-67 INV-72 one fen above the cap: 422; exactly at it: taken', async () => {
    const orderNo = await opened();
    const answer = await counter.refused(422, 'POST', at(orderNo, 'complete'), total(50_001));
    expect(answer.json).toMatchObject({ code: 'payscore-invalid', fields: [{ name: 'totalFen' }] });
    await refusedOpen({ riskFund: { name: 'estimate', amountFen: 50_001 } });
    expect((await counter.call('POST', at(orderNo, 'complete'), total(50_000))).status).toBe(200);
  });

  it.each([
    ['101 payments', { payments: lines(101) }, 'payments'],
    ['31 discounts', { discounts: lines(31, 0) }, 'discounts'],
    ['two payments of one name', { payments: [...lines(1), ...lines(1)] }, 'payments[1].name'],
    ['two discounts of one name', { discounts: [...lines(1), ...lines(1)] }, 'discounts[1].name'],
    ['an introduction of 21 characters', { introduction: '刷'.repeat(21) }, 'introduction'],
    ['an introduction of 21 emoji', { introduction: '🙂'.repeat(21) }, 'introduction'],
  ])('BAD-68 %s: 422', async (_, over, field) => {
    const answer = await refusedOpen(over);
    expect(answer.json).toMatchObject({
      code: 'payscore-invalid',
      fields: [{ name: field, ruleZh: expect.any(String) }],
    });
  });

  it('BAD-68 INV-73 at the bounds: 100 payments, 30 discounts, 20 emoji, 商品信息 twice', async () => {
    const goods = [1, 2].map((amountFen) => ({ name: '商品信息', amountFen }));
    for (const over of [
      { payments: lines(100), discounts: lines(30, 0) },
      { introduction: '🙂'.repeat(20) },
      { payments: goods },
    ]) {
      const answer = await counter.call('POST', orders, anOrder(no(), over));
      expect([answer.status, answer.json]).toMatchObject([200, { state: 'in-service' }]);
    }
  });

  it.each(['A'.repeat(33), '', 'a/b', 'a%2Fb', 'a\r\nb', 'a\0b', '订单'])(
    'BAD-69 the number %j: 422',
    async (orderNo) => {
      await counter.refused(orderNo.includes('\0') ? 400 : 422, 'POST', orders, anOrder('', { orderNo }));
      if (orderNo === '') return; // no path has it
      for (const [call, body] of [
        ['complete', bill()],
        ['cancel', { reason: 'x' }],
      ] as const)
        await counter.refused(422, 'POST', at(orderNo, call), body);
      await counter.refused(422, 'GET', `${orders}/${encodeURIComponent(orderNo)}`);
    },
  );

  it.each(['R|a*_-', 'x'.repeat(32)])(
    'INV-73 the number %s is fine, and stands encoded in the path',
    async (orderNo) => {
      expect((await counter.call('POST', orders, anOrder(orderNo))).json).toMatchObject({
        orderNo,
        state: 'in-service',
      });
      const cancelled = await counter.call('POST', at(orderNo, 'cancel'), { reason: '试' });
      expect([cancelled.status, cancelled.json]).toMatchObject([200, { state: 'revoked' }]);
    },
  );

  it('BAD-70 complete after it was done or cancelled, or twice with another end time: 409', async () => {
    const cancelled = await opened();
    await counter.call('POST', at(cancelled, 'cancel'), { reason: '取消' });
    const late = await counter.refused(409, 'POST', at(cancelled, 'complete'), bill());
    expect(late.json).toMatchObject({ code: 'payscore-not-now', detail: expect.stringContaining('revoked') });
    const twice = await awaiting();
    const other = bill({ times: { end: counter.compact(-6000) } });
    await counter.refused(409, 'POST', at(twice, 'complete'), other);
    await counter.workFor(3);
    expect((await counter.get(`${orders}/${twice}`)).json).toMatchObject({ state: 'done' });
    await counter.refused(409, 'POST', at(twice, 'complete'), bill({ times: { end: counter.compact(-7000) } }));
  });

  it('BAD-71 sync before the completion, after the payment: 409; a time in the future: 422', async () => {
    const orderNo = await opened();
    const sync = (fromNowMs: number) => ({ paidTime: counter.compact(fromNowMs) });
    await counter.refused(409, 'POST', at(orderNo, 'sync'), sync(-1000));
    await counter.act(`/users/${user}`, { script: { type: 'never' } });
    await counter.call('POST', at(orderNo, 'complete'), bill());
    await counter.world.school.pass(10_000);
    await counter.refused(422, 'POST', at(orderNo, 'sync'), sync(2000));
    await counter.refused(422, 'POST', at(orderNo, 'sync'), sync(-minute));
    await counter.act(`/users/${user}`, { script: { type: 'ok' } });
    await counter.workFor(30);
    await counter.refused(409, 'POST', at(orderNo, 'sync'), sync(-1000));
  });

  it('BAD-72 INV-76 modify upward, to equal: 422; after payment: 409', async () => {
    const orderNo = await awaiting();
    for (const totalFen of [1901, 1900])
      expect((await counter.refused(422, 'POST', at(orderNo, 'modify'), modify(totalFen))).json).toMatchObject({
        fields: [{ name: 'totalFen' }],
      });
    await counter.workFor(3);
    await counter.refused(409, 'POST', at(orderNo, 'modify'), modify(1000));
  });

  it('BAD-73 INV-74 without confirmation and without openid, with confirmation and with one: 422', async () => {
    const { openid: _, ...bare } = anOrder(no());
    const missing = await counter.refused(422, 'POST', orders, bare);
    expect(missing.json['fields']).toMatchObject([{ name: 'openid' }]);
    expect((await refusedOpen({ needsConfirm: true })).json['fields']).toMatchObject([{ name: 'openid' }]);
  });

  it.each([
    '20230229000000',
    '20231301000000',
    '2023010100000',
    '2023-01-01T00:00:00+08:00',
    '20230101240000',
    '20230101 00000',
  ])('BAD-74 the time %s: 422', async (time) => {
    expect((await refusedOpen({ times: { start: time } })).json['fields']).toMatchObject([{ name: 'times.start' }]);
    await refusedOpen({ times: { start: 'OnAccept', end: time } });
    const orderNo = await opened();
    await counter.refused(422, 'POST', at(orderNo, 'complete'), bill({ times: { end: time } }));
    await counter.call('POST', at(orderNo, 'cancel'), { reason: '试' });
  });

  it.each([
    ['attach', '包'.repeat(29)],
    ['attach', 'a'.repeat(257)],
    ['notifyUrl', 'https://shop.example.cn/notify?x=1'],
    ['notifyUrl', 'http://shop.example.cn/notify'],
    ['notifyUrl', 'https://203.0.113.7/notify'],
    ['notifyUrl', 'https://localhost/notify'],
    ['notifyUrl', `https://shop.example.cn/${'n'.repeat(232)}`],
  ])('BAD-75 %s %s: 422', async (field, value) => {
    expect((await refusedOpen({ [field]: value })).json['fields']).toMatchObject([{ name: field }]);
  });
});

describe('who may, and what is repeated', () => {
  it('a token of one organization may neither look nor act: 403; an auditor only looks', async () => {
    for (const [method, target, body] of [
      ['GET', orders, undefined],
      ['GET', `${orders}/R-1`, undefined],
      ['POST', orders, anOrder(no())],
      ['POST', at('R-1', 'cancel'), { reason: 'x' }],
      ['GET', '/v1/payscore/permissions?authorizationCode=A1', undefined],
      ['POST', '/v1/payscore/permissions', { authorizationCode: 'A1' }],
    ] as const) {
      const bound = await counter.call(method, target, body, tokens.boundAdmin);
      expect([bound.status, bound.json['code']]).toEqual([403, 'token-bound']);
      const looking = await counter.call(method, target, body, tokens.auditor);
      expect(looking.status === 403).toBe(method === 'POST');
    }
  });

  it('BAD-81 INV-97 no key: 400; one key with another body: 409; an order that is not there: 404', async () => {
    const orderNo = await opened();
    const target = at(orderNo, 'cancel');
    const keyless = await callServer(counter.world, 'POST', target, { token: tokens.operator, body: { reason: 'x' } });
    expect([keyless.status, keyless.json['code']]).toEqual([400, 'idempotency-key-missing']);
    const headers = { 'idempotency-key': randomUUID() };
    const cancel = (reason: string) =>
      callServer(counter.world, 'POST', target, { token: tokens.operator, body: { reason }, headers });
    const first = await cancel('取消');
    expect((await cancel('取消')).text).toBe(first.text);
    expect((await cancel('再取消')).json).toMatchObject({ status: 409, code: 'idempotency-key-reused' });
    await counter.refused(409, 'POST', target, { reason: '再取消' });
    await counter.refused(404, 'POST', at('nothing-here', 'cancel'), { reason: 'x' });
    await counter.refused(404, 'GET', `${orders}/nothing-here`);
  });

  it('WeChat’s own refusal is a 409 with its words, the first time and again', async () => {
    await counter.act('/users/oNobody0001', { opened: true });
    const said = {
      token: tokens.operator,
      body: anOrder(no(), { openid: 'oNobody0001' }),
      headers: { 'idempotency-key': 'k' },
    };
    for (let n = 0; n < 2; n += 1) {
      const answer = await callServer(counter.world, 'POST', orders, said);
      expect([answer.status, answer.json]).toMatchObject([
        409,
        { code: 'wechat-refused', wechat: { code: 'NO_AUTH' } },
      ]);
    }
  });
});
