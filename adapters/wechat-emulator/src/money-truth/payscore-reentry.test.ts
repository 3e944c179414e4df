import { describe, expect, test } from 'vitest';
import { createPayscoreWorld, hour, inService, minute, services, toPay, triple } from '../../test/payscore-world.ts';

const mismatch = { code: 'PARAM_ERROR', message: '订单重入参数校验失败' };

describe('INV-75 the same again is the same; anything else is refused (payscore-wire.md §8)', () => {
  test('create: the same order, also when its start has passed, also after the end', async () => {
    const world = await createPayscoreWorld();
    await world.user({ action: 'authorise' });
    const range = { time_range: { start_time: world.inSeconds(60) } };
    const first = await world.create('P-1', range);
    const created = world.createBody('P-1', range);
    await world.pass(hour);
    const again = () => world.client.call('POST', '/v3/payscore/serviceorder', created);
    expect((await again()).json).toEqual(first.json);
    await world.complete('P-1', 100);
    expect((await again()).json).toMatchObject({ order_id: first.json['order_id'], state: 'DOING' });
    await world.pass(minute);
    expect((await again()).json).toMatchObject({ order_id: first.json['order_id'], state: 'DONE' });
    expect(world.emulator.ledger().payscoreOrders.length).toBe(1);
  });

  test('create: members in another order and null for absent are the same, anything else is not', async () => {
    const world = await createPayscoreWorld();
    await world.user({ action: 'authorise' });
    await world.create('P-1');
    const { out_order_no: no, ...rest } = world.createBody('P-1');
    const call = (body: object) => world.client.call('POST', '/v3/payscore/serviceorder', body);
    expect((await call({ ...rest, attach: null, out_order_no: no })).status).toBe(200);
    for (const change of [
      { attach: 'x' },
      { service_introduction: '另一家酒店' },
      { risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 9999 } },
      { openid: 'o-parent-2' },
    ]) {
      const { status, json, headers } = await world.create('P-1', change);
      expect([status, json]).toEqual([400, mismatch]);
      expect(headers['request-id']).toMatch(/-271316598$/);
    }
  });

  test('create: still to be confirmed it gives fresh launch data; cancelled or expired it is refused', async () => {
    const world = await createPayscoreWorld();
    const first = await world.create('P-1', world.confirming);
    const second = await world.create('P-1', world.confirming);
    expect(second.json['package']).not.toBe(first.json['package']);
    expect({ ...second.json, package: '' }).toEqual({ ...first.json, package: '' });
    await world.cancel('P-1', { service_id: services.confirm });
    expect((await world.create('P-1', world.confirming)).json['code']).toBe('ORDER_CANCELED');
    await world.create('P-2', world.confirming);
    await world.pass(31 * 24 * hour);
    expect((await world.create('P-2', world.confirming)).json['code']).toBe('INVALID_ORDER_STATE');
  });

  test('BAD-70 complete: the stored bytes hours later, but never with another end time', async () => {
    const world = await inService();
    const body = world.completeBody(4000);
    const first = await world.on('P-1', 'complete', body);
    expect((await world.on('P-1', 'complete', body)).json).toEqual(first.json);
    const rebuilt = { ...body, time_range: { end_time: world.inSeconds(-1) } };
    expect((await world.on('P-1', 'complete', rebuilt)).json).toEqual(mismatch);
    await world.pass(hour);
    expect((await world.on('P-1', 'complete', body)).json).toMatchObject({ state: 'DONE', total_amount: 4000 });
    expect((await world.on('P-1', 'complete', rebuilt)).json['code']).toBe('ORDER_DONE');
    expect(world.emulator.ledger().totals.payscoreCollectedFen).toBe(4000);
  });

  test('modify, cancel and sync: the last accepted one', async () => {
    const world = await toPay(4000);
    await world.user({ script: { type: 'never' } });
    expect((await world.modify('P-1', 3000)).status).toBe(200);
    expect((await world.modify('P-1', 3000)).status).toBe(200);
    await world.pass(30 * minute);
    const paidTime = world.inSeconds(-60);
    expect((await world.sync('P-1', paidTime)).status).toBe(200);
    expect((await world.sync('P-1', paidTime)).status).toBe(200);
    expect((await world.sync('P-1', world.inSeconds(-59))).json['code']).toBe('ORDER_DONE');
    await world.create('P-2');
    expect((await world.cancel('P-2')).status).toBe(200);
    expect((await world.cancel('P-2')).status).toBe(200);
    expect((await world.cancel('P-2', { reason: '另一个原因' })).json['code']).toBe('ORDER_CANCELED');
  });
});

describe('the switches of payscore-wire.md §15.8 and §16', () => {
  test('cancel after completion: accepted as the page says, or refused as others say', async () => {
    const accepting = await toPay();
    expect((await accepting.cancel('P-1')).status).toBe(200);
    await accepting.pass(hour);
    expect(await triple(accepting)).toBe('REVOKED - -');
    const refusing = await toPay(4000, { settings: { payscoreCancelAfterComplete: 'refuse' } });
    const { json, headers } = await refusing.cancel('P-1');
    expect(json).toEqual({ code: 'PARAM_ERROR', message: '当前订单状态不满足撤销条件' });
    expect(headers['request-id']).toMatch(/-271316592$/);
  });

  test('the description that complete answers', async () => {
    const world = await inService({ settings: { payscoreCompleteDescription: '' } });
    expect((await world.complete('P-1', 100)).json).toMatchObject({ state: 'DOING', state_description: '' });
    expect(await triple(world)).toBe('DOING MCH_COMPLETE USER_PAYING');
  });

  test.each(['PARAM_ERROR', 'INVALID_REQUEST'] as const)('a mismatch as %s', async (payscoreMismatchCode) => {
    const world = await toPay(4000, { settings: { payscoreMismatchCode } });
    expect((await world.create('P-1', { attach: 'x' })).json['code']).toBe(payscoreMismatchCode);
    expect((await world.complete('P-1', 3999)).json['code']).toBe(payscoreMismatchCode);
  });

  test.each(['INVALID_REQUEST', 'INVALID_ORDER_STATE'] as const)(
    'a wrong state as %s',
    async (payscoreWrongStateCode) => {
      const world = await inService({ settings: { payscoreWrongStateCode } });
      expect((await world.sync('P-1')).json['code']).toBe(payscoreWrongStateCode);
      expect((await world.on('P-1', 'pay', {})).json['code']).toBe(payscoreWrongStateCode);
    },
  );

  test('a user who did not authorise: 403, or 400', async () => {
    const strict = await createPayscoreWorld();
    expect(await strict.create('P-1')).toMatchObject({
      status: 403,
      json: { code: 'NO_AUTH', message: '商户暂无权限使用此服务' },
    });
    const other = await createPayscoreWorld({ settings: { payscoreUnauthorised: 'INVALID_REQUEST' } });
    expect(await other.create('P-1')).toMatchObject({
      status: 400,
      json: { code: 'INVALID_REQUEST', message: '用户未开启服务' },
    });
  });

  test('the same create when the order is done', async () => {
    const world = await createPayscoreWorld({ settings: { payscoreRepeatedCreateWhenDone: 'ORDER_DONE' } });
    await world.user({ action: 'authorise' });
    await world.create('P-1');
    await world.pass(hour);
    await world.complete('P-1', 0);
    expect((await world.create('P-1')).json['code']).toBe('ORDER_DONE');
  });
});
