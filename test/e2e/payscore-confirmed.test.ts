import { hour } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { anOrder, openPayscoreCounter, type PayscoreCounter, user } from '../support/payscore-counter.ts';

const orders = '/v1/payscore/orders';
const permissions = '/v1/payscore/permissions';

const order = (orderNo: string) => anOrder(orderNo, { needsConfirm: true, openid: undefined });

describe.each(['direct', 'partner'] as const)('orders that the user confirms, %s mode', (party) => {
  let counter: PayscoreCounter;
  beforeAll(async () => {
    counter = await openPayscoreCounter({ party, serviceId: '500002' });
    return counter.world.close;
  });
  const open = async (orderNo: string) => (await counter.call('POST', orders, order(orderNo))).json;
  const state = async (orderNo: string) => (await counter.get(`${orders}/${orderNo}`)).json;
  const complete = () => ({
    payments: [{ name: '费用', amountFen: 900 }],
    totalFen: 900,
    times: { end: counter.compact(-5000) },
  });

  it('created with a package, confirmed by the user, told by a notice; before that nothing is completed (BAD-70)', async () => {
    expect(await open('C-1')).toMatchObject({ state: 'created', package: { text: expect.any(String) } });
    const early = await counter.refused(409, 'POST', `${orders}/C-1/complete`, complete());
    expect(early.json).toMatchObject({ code: 'payscore-not-now', detail: expect.stringContaining('created') });
    await counter.act('/orders/C-1/confirm', { openid: user });
    await counter.workFor(2);
    expect(await state('C-1')).toMatchObject({ state: 'in-service', openid: user });
    await counter.workFor(10);
    expect((await counter.call('POST', `${orders}/C-1/complete`, complete())).json).toMatchObject({
      state: 'awaiting-payment',
    });
    await counter.workFor(5);
    expect(await state('C-1')).toMatchObject({ state: 'done', paid: true });
  });

  it('INV-79 after an hour the package is handed out no more; the same create again gives another', async () => {
    const first = await open('C-2');
    await counter.world.school.pass(hour);
    expect(await state('C-2')).not.toHaveProperty('package');
    const again = await open('C-2');
    expect(again).toMatchObject({ state: 'created', package: { text: expect.any(String) } });
    expect(again['package']).not.toEqual(first['package']);
  });

  it('INV-79 BAD-70 nobody confirms for 30 days: expired, and nothing of it can be completed', async () => {
    await open('C-3');
    counter.loseNotices(true);
    for (let days = 0; days < 31; days += 1) {
      await counter.workFor(1);
      await counter.world.school.pass(24 * hour);
    }
    await counter.workFor(1);
    counter.loseNotices(false);
    expect(await state('C-3')).toMatchObject({ state: 'expired' });
    await counter.refused(409, 'POST', `${orders}/C-3/complete`, complete());
  });
});

describe.each(['direct', 'partner'] as const)('the life of an authorisation, %s mode', (party) => {
  let counter: PayscoreCounter;
  const person = 'oSomebodyElse0002';
  beforeAll(async () => {
    counter = await openPayscoreCounter({ party });
    return counter.world.close;
  });
  const read = async (code: string) => (await counter.get(`${permissions}?authorizationCode=${code}`)).json;
  const find = async (openid: string) => (await counter.call('POST', `${permissions}/find`, { openid })).json;
  const end = (body: object) => counter.call('POST', `${permissions}/terminate`, { reason: '不再使用', ...body });

  it('asked for, used by somebody, read by code and by person, ended; never is not the same as ended', async () => {
    expect(await find(person)).toEqual({ state: 'never' });
    const asked = await counter.call('POST', permissions, { authorizationCode: 'A-1' });
    expect([asked.status, asked.json]).toMatchObject([
      200,
      { authorizationCode: 'A-1', token: { text: expect.any(String) } },
    ]);
    expect(await read('A-1')).toMatchObject({ state: 'unbound' });
    const { text: token } = asked.json['token'] as { readonly text: string };
    await counter.act(`/users/${person}`, { action: 'authorise', token });
    expect(await read('A-1')).toMatchObject({ state: 'available', openid: person, openedAt: expect.any(String) });
    expect(await find(person)).toMatchObject({ state: 'available', authorizationCode: 'A-1' });

    await counter.call('POST', orders, anOrder('P-1', { openid: person }));
    const early = await end({ authorizationCode: 'A-1' });
    expect([early.status, early.json['code']]).toEqual([409, 'permission-orders-open']);
    await counter.call('POST', `${orders}/P-1/cancel`, { reason: '取消' });
    for (const body of [{ authorizationCode: 'A-1' }, { authorizationCode: 'A-1' }, { openid: person }])
      expect((await end(body)).json).toEqual({ state: 'unavailable' });
    expect(await read('A-1')).toMatchObject({ state: 'unavailable' });
    const refused = await counter.call('POST', orders, anOrder('P-2', { openid: person }));
    expect([refused.status, refused.json['code']]).toEqual([409, 'wechat-refused']);
  });

  it.each([
    [{}, 'authorizationCode'],
    [{ authorizationCode: 'A-1', openid: person }, 'authorizationCode'],
    [{ authorizationCode: '甲' }, 'authorizationCode'],
    [{ authorizationCode: 'A-1', reason: '长'.repeat(51) }, 'reason'],
  ])('%j is refused by its field', async (body, field) => {
    const answer = await counter.refused(422, 'POST', `${permissions}/terminate`, { reason: '不再使用', ...body });
    expect(answer.json['fields']).toMatchObject([{ name: field }]);
  });
});
