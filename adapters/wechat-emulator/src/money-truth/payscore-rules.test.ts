import { describe, expect, test } from 'vitest';
import {
  createPayscoreWorld,
  hour,
  inService,
  minute,
  type PayscoreWorld,
  services,
  toPay,
} from '../../test/payscore-world.ts';

const item = (name: string, amount?: number, more: object = {}) => ({ name, amount, description: '说明', ...more });
const many = (count: number) => Array.from({ length: count }, (_, at) => item(`项目${at}`, 1));
const code = async (asked: ReturnType<PayscoreWorld['on']>): Promise<string> => {
  const { status, json, headers } = await asked;
  return status < 300 ? 'ok' : `${status} ${String(json['code'])} ${headers['request-id']?.split('-')[1]}`;
};
const range = '400 PARAM_ERROR 268435464';
const param = '400 PARAM_ERROR 0';

const authorized = async () => {
  const world = await createPayscoreWorld();
  await world.user({ action: 'authorise' });
  return world;
};

describe('BAD-66…69, BAD-73…75 a create that breaks a rule is refused, however well signed', () => {
  test.each<[string, string, object]>([
    ['number of 33 characters', range, { out_order_no: 'x'.repeat(33) }],
    ['number with a slash', range, { out_order_no: 'a/b' }],
    ['number in Chinese', range, { out_order_no: '订单' }],
    ['introduction of 20 characters', 'ok', { service_introduction: '某'.repeat(20) }],
    ['introduction of 20 emoji', 'ok', { service_introduction: '🍲'.repeat(20) }],
    ['introduction of 21 characters', range, { service_introduction: '某'.repeat(21) }],
    ['introduction of 21 emoji', range, { service_introduction: '🍲'.repeat(21) }],
    ['attach of 256', 'ok', { attach: 'x'.repeat(256) }],
    ['attach of 257', range, { attach: 'x'.repeat(257) }],
    ['notify_url with a query', range, { notify_url: 'https://pay.example.com/n?x=1' }],
    ['notify_url over http', range, { notify_url: 'http://pay.example.com/n' }],
    ['notify_url of 256', range, { notify_url: `https://pay.example.com/${'n'.repeat(232)}` }],
    ['100 payments', 'ok', { post_payments: many(100) }],
    ['101 payments', range, { post_payments: many(101) }],
    ['30 discounts', 'ok', { post_discounts: many(30) }],
    ['31 discounts', range, { post_discounts: many(31) }],
    ['names twice', range, { post_payments: [item('酒店'), item('酒店')] }],
    ['goods twice', 'ok', { post_payments: [item('商品信息'), item('商品信息')] }],
    ['discounts named twice', range, { post_discounts: [item('满减'), item('满减')] }],
    ['a payment with neither amount nor description', range, { post_payments: [{ name: '费用' }] }],
    ['a discount without description', range, { post_discounts: [{ name: '满减' }] }],
    ['a name of 21', range, { post_payments: [item('名'.repeat(21))] }],
    ['a count of 101', range, { post_payments: [item('名', 1, { count: 101 })] }],
    ['a negative amount', param, { post_payments: [item('名', -1)] }],
    ['a fraction of a fen', param, { post_payments: [item('名', 0.5)] }],
    ['payments up to the cap', 'ok', { post_payments: [item('名', 50_000)] }],
    ['payments above the cap', param, { post_payments: [item('名', 50_001)] }],
    ['payments above the cap, with a discount', 'ok', { post_payments: [item('名', 50_001)], post_discounts: many(1) }],
    ['a risk fund of nothing', range, { risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 0 } }],
    ['a risk fund at the cap', 'ok', { risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 50_000 } }],
    ['a risk fund above the cap', param, { risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 50_001 } }],
    ['a deposit without confirmation', range, { risk_fund: { name: 'DEPOSIT', amount: 1 } }],
    ['the typo of the seed', range, { risk_fund: { name: ' ESTIMATE_ORDER_COST', amount: 1 } }],
    ['an end without a beginning', range, { location: { end_location: '南门' } }],
    ['no confirmation, no openid', range, { openid: undefined }],
    ['confirmation and openid', range, { need_user_confirm: undefined, service_id: services.confirm }],
    ['confirmation where none is', '403 NO_AUTH 268503786', { need_user_confirm: true, openid: undefined }],
    ['no confirmation where one is', '403 NO_AUTH 268503786', { service_id: services.confirm }],
    ['a service nobody granted', '403 NO_AUTH 268503786', { service_id: '999999' }],
    ['an appid that is another’s', '403 NO_AUTH 271302149', { appid: 'wx0000000000000000' }],
    ['no risk fund', param, { risk_fund: undefined }],
  ])('%s: %s', async (_, expected, change) => {
    const world = await authorized();
    expect(await code(world.create('P-1', change))).toBe(expected);
    expect(world.emulator.ledger().payscoreOrders.length).toBe(expected === 'ok' ? 1 : 0);
  });

  test('a sub-merchant that is not the provider’s', async () => {
    const world = await createPayscoreWorld({ mode: 'partner' });
    expect(await code(world.create('P-1', { sub_mchid: '1999999999' }))).toBe('403 NO_AUTH 268503786');
    expect(await code(world.create('P-1', { sub_mchid: undefined }))).toBe(param);
  });
});

describe('BAD-66, BAD-67 INV-71 INV-72 totals', () => {
  const two = [item('餐费', 3000, { count: 3 }), item('服务费', 1000)];
  test.each<[string, string, object]>([
    ['the sum, counts not multiplied in', 'ok', { post_payments: two, total_amount: 4000 }],
    ['less a discount', 'ok', { post_payments: two, post_discounts: [item('满减', 100)], total_amount: 3900 }],
    ['one fen more', param, { post_payments: two, total_amount: 4001 }],
    ['one fen less', param, { post_payments: two, total_amount: 3999 }],
    ['counts multiplied in', param, { post_payments: two, total_amount: 10_000 }],
    [
      'the sample of the seed',
      param,
      { post_payments: [item('餐费', 4000)], post_discounts: [item('满减', 4000)], total_amount: 3900 },
    ],
    [
      'discounts above payments',
      param,
      { post_payments: [item('a', 1)], post_discounts: [item('b', 2)], total_amount: -1 },
    ],
    ['no payments', range, { post_payments: [], total_amount: 0 }],
    ['a discount without amount', range, { post_payments: two, post_discounts: [item('满减')], total_amount: 4000 }],
    ['up to the cap, above the estimate', 'ok', { post_payments: [item('餐费', 50_000)], total_amount: 50_000 }],
    [
      'a fen above the cap',
      '400 PARAM_ERROR 271316656',
      { post_payments: [item('餐费', 50_001)], total_amount: 50_001 },
    ],
    ['text for a number', param, { total_amount: '4000' }],
  ])('complete, %s: %s', async (_, expected, change) => {
    const world = await inService();
    expect(await code(world.complete('P-1', 1, change))).toBe(expected);
  });

  test('INV-72 where a failed assessment means a deposit, the order’s own risk fund is the limit', async () => {
    const world = await createPayscoreWorld();
    const deposit = { ...world.confirming, service_id: services.deposit, risk_fund: { name: 'DEPOSIT', amount: 9900 } };
    await world.create('P-1', deposit);
    await world.confirm('P-1');
    await world.pass(hour);
    const there = { service_id: services.deposit };
    expect(await code(world.complete('P-1', 9901, there))).toBe('400 PARAM_ERROR 271316656');
    expect(await code(world.complete('P-1', 9900, there))).toBe('ok');
  });

  test('BAD-72 INV-76 a modification lowers strictly, each time, down to nothing', async () => {
    const world = await toPay(4000);
    expect(await code(world.modify('P-1', 4001))).toBe(param);
    expect(await code(world.modify('P-1', 4000))).toBe(param);
    expect(await code(world.modify('P-1', 3000, { total_amount: 2999 }))).toBe(param);
    expect(await code(world.modify('P-1', 3000, { reason: 'x'.repeat(51) }))).toBe(range);
    expect(await code(world.modify('P-1', 3999))).toBe('ok');
    expect(await code(world.modify('P-1', 3999, { reason: '再来' }))).toBe(param);
    expect(await code(world.modify('P-1', 3998))).toBe('ok');
    const free = await world.modify('P-1', 0);
    expect(free.json).toMatchObject({ state: 'DONE', total_amount: 0, need_collection: false });
    await world.pass(minute);
    expect(world.emulator.ledger()).toMatchObject({ totals: { payscoreCollectedFen: 0 } });
  });
});
