import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, deduct } from '../../test/emulated-world.ts';

describe('shape', () => {
  test.each([
    ['no amount', { amount: undefined }, '/amount'],
    ['amount as text', { amount: { total: '100', currency: 'CNY' } }, '/amount/total'],
    ['amount 0', { amount: { total: 0, currency: 'CNY' } }, '/amount/total'],
    ['other currency', { amount: { total: 1, currency: 'USD' } }, '/amount/currency'],
    ['short number', { out_trade_no: 'M-1' }, '/out_trade_no'],
    ['number with a slash', { out_trade_no: 'M/000001' }, '/out_trade_no'],
    ['emoji', { description: '🍚' }, '/description'],
  ])('%s: 400 PARAM_ERROR naming the field', async (_, change, field) => {
    const world = createEmulatedWorld();
    const answer = await deduct(world, 'x', 'M-000001', 1, change);
    expect([answer.status, answer.json]).toEqual([
      400,
      expect.objectContaining({ code: 'PARAM_ERROR', detail: expect.objectContaining({ field, location: 'body' }) }),
    ]);
    expect(world.client.verifies(answer)).toBe(true);
  });

  test.each([{ sp_mchid: '1900000001' }, { sp_appid: 'wx0' }, { sub_mchid: '1600000000' }])(
    '%o: 403 NO_AUTH',
    async (change) => {
      const answer = await deduct(createEmulatedWorld(), 'x', 'M-000001', 1, change);
      expect([answer.status, answer.json['code']]).toEqual([403, 'NO_AUTH']);
    },
  );

  test('a body that is no JSON: 400 PARAM_ERROR', async () => {
    const answer = await createEmulatedWorld().client.call('POST', '/v3/offlineface/transactions', '{"a":');
    expect([answer.status, answer.json['code']]).toEqual([400, 'PARAM_ERROR']);
  });
});
