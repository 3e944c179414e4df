import { describe, expect, test } from 'vitest';
import {
  createPayscoreWorld,
  day,
  hour,
  minute,
  type PayscoreWorld,
  second,
  services,
  triple,
} from '../../test/payscore-world.ts';

const authorised = async () => {
  const world = await createPayscoreWorld();
  await world.user({ action: 'authorise' });
  return world;
};
const balance = async (world: PayscoreWorld): Promise<number> =>
  Number((await world.client.control('PUT', `/payers/${world.openid}`, {})).json['balanceFen']);

describe('who gets no order (payscore-wire.md §13)', () => {
  test.each([
    [{ scoreTooLow: true }, '综合评估未通过', 271_300_099],
    [{ overdue: true }, '用户存在逾期未支付的订单', 271_299_627],
    [{ teenMode: true }, '用户处于青少年模式', 268_560_785],
  ])('%o', async (change, message, tail) => {
    const world = await authorised();
    await world.user(change);
    const created = await world.create('P-1');
    expect(created.json).toEqual({ code: 'INVALID_REQUEST', message });
    expect(created.headers['request-id']).toMatch(new RegExp(`-${tail}$`));
    await world.create('P-2', world.confirming);
    expect(await world.confirm('P-2')).toMatchObject({ status: 409, json: { message } });
    expect(await triple(world, 'P-2', services.confirm)).toBe('CREATED - -');
  });

  test('three orders in progress are the most', async () => {
    const world = await authorised();
    for (const no of ['P-1', 'P-2', 'P-3']) expect((await world.create(no)).status).toBe(200);
    expect((await world.create('P-4')).json['code']).toBe('INVALID_REQUEST');
    await world.cancel('P-1');
    expect((await world.create('P-4')).status).toBe(200);
  });

  test('one unpaid for more than 30 days is overdue', async () => {
    const world = await authorised();
    await world.user({ script: { type: 'never' } });
    await world.create('P-1');
    await world.pass(hour);
    await world.complete('P-1', 100);
    await world.pass(30 * day);
    expect((await world.create('P-2')).status).toBe(200);
    await world.pass(second);
    expect((await world.create('P-3')).json['message']).toBe('用户存在逾期未支付的订单');
  });
});

describe('the confirm page', () => {
  test('INV-79 launch data is good for an hour and once', async () => {
    const world = await createPayscoreWorld();
    const { json } = await world.create('P-1', world.confirming);
    await world.pass(hour + 1);
    expect((await world.confirm('P-1', { package: json['package'] })).status).toBe(409);
    const fresh = await world.create('P-1', world.confirming);
    await world.user({ teenMode: true });
    expect((await world.confirm('P-1')).status).toBe(409);
    await world.user({ teenMode: false });
    expect((await world.confirm('P-1', { package: fresh.json['package'] })).json['code']).toBe('PACKAGE_REFUSED');
    await world.create('P-1', world.confirming);
    const confirmed = await world.confirm('P-1');
    expect(confirmed.status).toBe(200);
    expect((await world.confirm('P-1')).status).toBe(409);
    const byId = await world.client.call(
      'GET',
      `/v3/payscore/serviceorder?service_id=${services.confirm}&appid=${world.keys.appid}&query_id=${String(confirmed.json['queryId'])}`,
    );
    expect(byId.json).toMatchObject({ out_order_no: 'P-1', state: 'DOING' });
  });

  test.each(['', '&out_order_no=P-1&query_id=1', '&query_id=1'])('a query with %o is refused', async (keys) => {
    const world = await authorised();
    await world.create('P-1');
    const answer = await world.client.call(
      'GET',
      `/v3/payscore/serviceorder?service_id=${services.face}&appid=${world.keys.appid}${keys}`,
    );
    expect([answer.status, answer.json['code']]).toEqual(
      keys === '&query_id=1' ? [404, 'ORDER_NOT_EXIST'] : [400, 'PARAM_ERROR'],
    );
  });

  test('a deposit where the assessment fails: taken on confirming, charged from, the rest returned, never modified', async () => {
    const world = await createPayscoreWorld();
    const before = await balance(world);
    await world.user({ scoreTooLow: true, script: { type: 'never' } });
    const deposit = { ...world.confirming, service_id: services.deposit, risk_fund: { name: 'DEPOSIT', amount: 9900 } };
    const there = { service_id: services.deposit };
    await world.create('P-1', deposit);
    expect((await world.confirm('P-1')).status).toBe(200);
    expect(await balance(world)).toBe(before - 9900);
    await world.pass(hour);
    await world.complete('P-1', 4000, there);
    expect((await world.modify('P-1', 3000, there)).json['message']).toBe('用户已交押金的订单不能修改金额');
    await world.pass(minute);
    expect(await triple(world, 'P-1', services.deposit)).toBe('DONE - USER_PAID');
    expect(await balance(world)).toBe(before - 4000);
    await world.create('P-2', deposit);
    await world.confirm('P-2');
    await world.cancel('P-2', there);
    expect(await balance(world)).toBe(before - 4000);
    expect(world.emulator.violations()).toEqual([]);
  });
});

test('messages: each once an order, to somebody who is in service', async () => {
  const world = await authorised();
  await world.create('P-1');
  await world.create('P-2', world.confirming);
  const message = { post_payments: [{ name: '服务费', amount: 100 }], total_amount: 100, prepaid_time: '20260908' };
  for (const kind of ['send-pendingmessage', 'send-prepaidmessage']) {
    expect((await world.on('P-1', kind, { ...message, total_amount: 99 })).status).toBe(400);
    expect((await world.on('P-1', kind, { ...message, prepaid_time: '2026-09-08' })).status).toBe(400);
    const sent = await world.on('P-1', kind, message);
    expect([sent.status, sent.text]).toEqual([204, '']);
    expect((await world.on('P-1', kind, message)).json['code']).toBe('INVALID_REQUEST');
    expect((await world.on('P-2', kind, { ...message, service_id: services.confirm })).status).toBe(400);
  }
});

test('the merchant is told its services by name; a user is shown with what they authorised', async () => {
  const world = await authorised();
  expect((await world.client.control('GET', '/merchant')).json).toMatchObject({
    payscoreServiceId: services.face,
    payscoreConfirmServiceId: services.confirm,
    payscoreDepositServiceId: services.deposit,
  });
  await world.create('P-1');
  expect((await world.client.control('GET', `/payscore/users/${world.openid}`)).json).toMatchObject({
    opened: true,
    authorizations: [{ serviceId: services.face, state: 'AVAILABLE' }],
    ordersInProgress: ['P-1'],
  });
  expect((await world.user({ action: 'revoke' })).status).toBe(409);
  expect((await world.user({ action: 'revoke' }, 'o-nobody')).status).toBe(409);
  expect((await world.user({ action: 'authorise', serviceId: services.confirm })).status).toBe(409);
  expect((await world.confirm('P-9')).status).toBe(404);
  expect((await world.pay('P-1', { takesMs: -1 })).status).toBe(400);
});
