import { minute } from '@facepay/domain';
import { openapi } from '@facepay/server';
import { beforeAll, expect, it } from 'vitest';
import { anOrder, openPayscoreCounter, type PayscoreCounter } from '../support/payscore-counter.ts';
import { itemsOf } from '../support/server-classroom.ts';
import { type PublishedSchema, schemaFaults } from '../support/server-schema.ts';
import type { ServerAnswer } from '../support/server-call.ts';

const orders = '/v1/payscore/orders';
const one = `${orders}/{orderNo}`;
let counter: PayscoreCounter;
const answers: (readonly [string, string, ServerAnswer])[] = [];
/** An order that went all the way, one that waits, one that is unknown, one that was cancelled. */
beforeAll(async () => {
  counter = await openPayscoreCounter();
  const post = async (path: string, target: string, body: object): Promise<void> =>
    void answers.push(['post', path, await counter.call('POST', target, body)]);
  const fault = { kind: 'lose-reply', count: 1, match: { pathPrefix: '/v3/payscore' } };
  await post(
    orders,
    orders,
    anOrder('S-1', { attach: '柜 1', location: { start: '一号柜' }, device: { start: 'D1' } }),
  );
  await counter.world.school.pass(10 * minute);
  const bill = { payments: [{ name: '商品信息', amountFen: 500, count: 2 }], totalFen: 500 };
  await post(`${one}/complete`, `${orders}/S-1/complete`, { ...bill, times: { end: counter.compact(-5000) } });
  await counter.workFor(5);
  await post(`${one}/refunds`, `${orders}/S-1/refunds`, { amountFen: 100, reason: '多收' });
  await post(orders, orders, anOrder('S-2'));
  await post(`${one}/cancel`, `${orders}/S-2/cancel`, { reason: '取消' });
  await counter.world.school.control('POST', '/faults', fault);
  await post(orders, orders, anOrder('S-3'));
  await post('/v1/payscore/permissions', '/v1/payscore/permissions', { authorizationCode: 'A-1' });
  await post('/v1/payscore/permissions/find', '/v1/payscore/permissions/find', { openid: 'oNobody' });
  answers.push(['get', orders, await counter.get(orders)]);
  for (const orderNo of ['S-1', 'S-2', 'S-3']) answers.push(['get', one, await counter.get(`${orders}/${orderNo}`)]);
  const code = '?authorizationCode=A-1';
  answers.push(['get', '/v1/payscore/permissions', await counter.get(`/v1/payscore/permissions${code}`)]);
  return counter.world.close;
});

it('every answer of Pay Score is as its published schema says', () => {
  const paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> = openapi.paths;
  for (const [method, path, { status, json }] of answers) {
    const operation = paths[path]?.[method] as Operation | undefined;
    const schema = operation?.responses['200']?.content?.['application/json']?.schema;
    expect([path, status, schema === undefined]).toEqual([path, 200, false]);
    expect([path, schemaFaults(schema ?? {}, json)]).toEqual([path, []]);
  }
  expect(
    itemsOf(answers.find(([method, path]) => method === 'get' && path === orders)?.[2].json['items']),
  ).toHaveLength(3);
});
interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: PublishedSchema }>> }>
  >;
}
