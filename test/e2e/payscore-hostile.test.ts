import { minute } from '@facepay/domain';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { anOrder, openPayscoreCounter, type PayscoreCounter } from '../support/payscore-counter.ts';

const orders = '/v1/payscore/orders';
let counter: PayscoreCounter;
beforeAll(async () => {
  counter = await openPayscoreCounter({ settings: { payscoreOrdersInProgressMax: 1_000 } });
  return counter.world.close;
});

const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    "'; drop table refund; --",
    '${7*7}',
    '$(reboot)',
    '{"$where":"1"}',
    '../../etc/passwd',
    '\u202e反',
    '１２３',
    `a${'\u0301'.repeat(2_000)}`,
    -1,
    0.5,
    2 ** 53,
    1e308,
    '9'.repeat(10_000),
  ),
);
/** One member, at any depth, is something else. */
const changed = (whole: object): fc.Arbitrary<object> =>
  fc.tuple(fc.constantFrom(...pathsIn(whole)), hostile).map(([path, value]): object => replaced(whole, path, value));
const pathsIn = (value: unknown): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => [[name], ...pathsIn(member).map((rest) => [name, ...rest])])
    : [];
const replaced = (whole: object, [first = '', ...rest]: readonly string[], value: unknown): object => {
  const copy: Record<string, unknown> = { ...whole };
  const inside = copy[first];
  copy[first] =
    rest.length === 0 || typeof inside !== 'object' || inside === null ? value : replaced(inside, rest, value);
  return copy;
};

const full = anOrder('H-0', {
  payments: [{ name: '费用', amountFen: 100, description: '说明', count: 1 }],
  discounts: [{ name: '优惠', description: '说明' }],
  location: { start: '一号柜', end: '二号柜' },
  device: { start: 'D1', end: 'D2', materialNo: 'M1' },
  attach: 'a=1&b=二',
  notifyUrl: 'https://shop.example.cn/notify',
});

it('INV-96, BAD-78 whatever stands in a create: taken as text or refused by name, never a failure of ours', async () => {
  let nextNo = 0;
  await fc.assert(
    fc.asyncProperty(changed(full), async (body) => {
      const orderNo = `H-${(nextNo += 1)}`;
      const answer = await counter.call(
        'POST',
        orders,
        'orderNo' in body && body.orderNo === 'H-0' ? { ...body, orderNo } : body,
      );
      expect([200, 400, 409, 422]).toContain(answer.status);
      expect(answer.status === 200 || typeof answer.json['code'] === 'string').toBe(true);
      expect(answer.json['code']).not.toBe('wechat-refused'); // it never comes as far (INV-70)
    }),
    { numRuns: 300, seed: 6 },
  );
});

it('INV-96, BAD-78 whatever stands in a complete', async () => {
  await counter.call('POST', orders, anOrder('H-complete'));
  await counter.world.school.pass(10 * minute);
  const bill = {
    payments: [{ name: '费用', amountFen: 100, count: 1 }],
    discounts: [{ name: '优惠', description: '说明', amountFen: 1 }],
    totalFen: 99,
    times: { end: counter.compact(-5000), endRemark: '完' },
    location: { end: '二号柜' },
    goodsTag: 'G',
    profitSharing: false,
  };
  await fc.assert(
    fc.asyncProperty(changed(bill), async (body) => {
      const answer = await counter.call('POST', `${orders}/H-complete/complete`, body);
      expect([200, 400, 409, 422]).toContain(answer.status);
    }),
    { numRuns: 200, seed: 6 },
  );
});
