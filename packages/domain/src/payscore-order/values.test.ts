import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { ask, bill, broken, complete, faceTerms, fen, open, orders, rules } from '../../test/payscore.ts';
import { PayscoreOrderNo } from '../kernel/ids.ts';
import { minute } from '../kernel/instant.ts';
import type { PayscoreTerms } from './wish.ts';

const of = (change: Partial<PayscoreTerms>): readonly string[] => broken(undefined, open(change));
const payments = (count: number, name = (n: number) => `项目${n}`) =>
  Array.from({ length: count }, (_, n) => ({ name: name(n), amount: fen(1) }));
const discounts = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `优惠${n}`, description: '无' }));
const at = 3 * minute;
const ofComplete = (change: object): readonly string[] =>
  broken(orders['in-service'], ask({ ...complete(), ...change } as never, at));
const long = (length: number) => 'https://api.test.com/'.padEnd(length, 'a');
/** Of a service whose users are refused where their assessment fails. */
const whereRefused = (total: number) => {
  const command = ask({ ...complete(), ...bill(total) } as never, at);
  return broken(orders['in-service'], { ...command, rules: { ...rules, assessment: 'refuse' } } as never);
};
const cancelled = (text: string) => broken(orders.created, ask({ type: 'cancel', reason: text }, at));

describe('values of a service order', () => {
  test('BAD-68 INV-73 101 payments, 31 discounts, names twice, an introduction of 21 characters', () => {
    expect(of({ payments: payments(101) })).toEqual(['payments', 'payments-max']);
    expect(of({ payments: payments(100), discounts: discounts(31) })).toEqual(['discounts', 'discounts-max']);
    expect(of({ payments: payments(100), discounts: discounts(30) })).toEqual([]);
    expect(of({ payments: payments(2, () => '费用') })).toEqual(['payments[1].name', 'name-unique']);
    expect(of({ payments: payments(3, () => '商品信息') })).toEqual([]);
    for (const one of ['酒', '🍜', 'a']) {
      expect(of({ introduction: one.repeat(21) })).toEqual(['introduction', 'introduction-length']);
      expect(of({ introduction: one.repeat(20) })).toEqual([]);
    }
    expect(of({ introduction: '' })).toEqual(['introduction', 'introduction-length']);
    expect(of({ payments: [{ name: '费用' }] })).toEqual(['payments[0]', 'amount-or-description']);
    expect(of({ payments: [{ name: '费用', amount: fen(1), count: 101 }] })).toEqual([
      'payments[0].count',
      'count-range',
    ]);
    expect(of({ introduction: 'a\u0000b' })).toEqual(['introduction', 'text']);
  });
  test.each(['a'.repeat(33), '', 'a/b', '%2F', 'a\r\n', 'a\u0000', '订单'])(
    'BAD-69 INV-73 no order is named %j',
    (no) => {
      expect(E.isLeft(PayscoreOrderNo.of(no))).toBe(true);
    },
  );
  test('INV-73 32 of the allowed characters name one', () => {
    expect(E.isRight(PayscoreOrderNo.of('0aZ_-|*'.padEnd(32, '9')))).toBe(true);
  });
  test('BAD-73 INV-74 openid exactly where nobody confirms; then only the estimate', () => {
    const { openid: _, ...nobody } = faceTerms;
    expect(broken(undefined, { ...open(), terms: nobody } as never)).toEqual(['openid', 'openid-missing']);
    expect(of({ ...faceTerms, needsConfirm: true })).toEqual(['openid', 'openid-unwanted']);
    expect(of(faceTerms)).toEqual([]);
    expect(of({ ...faceTerms, riskFund: { name: 'deposit', amount: fen(1) } })).toEqual([
      'riskFund.name',
      'risk-fund-name',
    ]);
  });
  test('BAD-67 INV-72 the risk amount: above 0, not above the cap of the service', () => {
    const amount = (n: number) => of({ riskFund: { name: 'deposit', amount: fen(n) } });
    expect(amount(0)).toEqual(['riskFund.amount', 'risk-amount-positive']);
    expect(amount(20_001)).toEqual(['riskFund.amount', 'risk-amount-cap']);
    expect(amount(20_000)).toEqual([]);
    expect(of({ payments: [{ name: '费用', amount: fen(20_001) }] })).toEqual(['payments', 'payments-cap']);
    expect(of({ payments: [{ name: '费用', amount: fen(20_001) }], discounts: discounts(1) })).toEqual([]);
  });
  test('BAD-75 INV-73 attach of 257 after encoding; notify_url with a query, http, an IP, localhost, 256 characters', () => {
    expect(of({ attach: 'a'.repeat(256) })).toEqual([]);
    expect(of({ attach: 'a'.repeat(257) })).toEqual(['attach', 'attach-length']);
    expect(of({ attach: '酒'.repeat(28) + 'a'.repeat(5) })).toEqual(['attach', 'attach-length']); // 9 each, 257
    expect(of({ attach: '酒'.repeat(28) + 'a'.repeat(4) })).toEqual([]);
    expect(of({ attach: '\uD800' })).toEqual(['attach', 'text']);
    for (const notifyUrl of [
      'https://api.test.com/?a=1',
      'https://api.test.com/#a',
      'http://api.test.com',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://localhost/',
      'https://my.localhost/',
      'https://user@api.test.com/',
      long(256),
      '',
    ])
      expect(of({ notifyUrl })).toEqual(['notifyUrl', 'notify-url']);
    for (const notifyUrl of ['https://api.test.com', 'https://api.test.com:8443/a/b', long(255)])
      expect(of({ notifyUrl })).toEqual([]);
    expect(
      broken(undefined, open({ notifyUrl: 'http://127.0.0.1/n' }, { ownNotifyUrl: 'http://127.0.0.1/n' })),
    ).toEqual([]);
  });
  test('places and devices', () => {
    expect(of({ location: { end: '东门' } })).toEqual(['location.start', 'location-start']);
    expect(of({ location: { start: 'a'.repeat(51) } })).toEqual(['location.start', 'location-length']);
    expect(of({ device: { start: 'a'.repeat(65) } })).toEqual(['device.start', 'device-length']);
  });
  test('BAD-66 INV-71 a total that is off by 1 fen, below zero, discounts above payments; counts are not multiplied in', () => {
    expect(ofComplete({})).toEqual([]);
    for (const total of [3_899, 3_901]) expect(ofComplete({ total })).toEqual(['total', 'total-sum']);
    const [discount] = bill(0).discounts;
    expect(ofComplete({ discounts: [{ ...discount, amount: 4_001 }] })).toEqual(['discounts', 'total-negative']);
    expect(ofComplete({ discounts: [{ name: '满减', description: '无' }] })).toEqual([
      'discounts[0].amount',
      'amount-missing',
    ]);
    expect(ofComplete({ payments: [], discounts: [], total: 0 })).toEqual(['payments', 'payments-min']);
    const huge = { name: '费用', amount: Number.MAX_SAFE_INTEGER };
    expect(ofComplete({ payments: [huge, { ...huge, name: '更多' }], total: 0 })).toEqual(['total', 'total-sum']);
  });
  test('BAD-67 INV-72 a total 1 fen above the cap: of the order where the deposit is paid, of the service where users are refused', () => {
    expect(ofComplete(bill(10_001))).toEqual(['total', 'total-risk-amount']);
    expect(ofComplete(bill(10_000))).toEqual([]);
    expect(whereRefused(20_000)).toEqual([]);
    expect(whereRefused(20_001)).toEqual(['total', 'total-cap']);
  });
  test('reasons and tags', () => {
    expect(cancelled('a'.repeat(31))).toEqual(['reason', 'reason-length']);
    expect(cancelled('')).toEqual(['reason', 'reason-length']);
    expect(cancelled('a'.repeat(30))).toEqual([]);
    expect(ofComplete({ goodsTag: 'a'.repeat(33) })).toEqual(['goodsTag', 'goods-tag-length']);
  });
});
