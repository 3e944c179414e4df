import { createDecipheriv, createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  createPayscoreWorld,
  day,
  hour,
  minute,
  type PayscoreWorld,
  services,
  toPay,
} from '../../test/payscore-world.ts';

const paid = async (mode: 'direct' | 'partner' = 'direct') => {
  const world = await toPay(4000, { mode });
  await world.pass(minute);
  return { world, transaction: world.emulator.ledger().payscoreOrders[0]?.collections[0]?.transactionId ?? '' };
};
const refund = (world: PayscoreWorld, no: string, fen: number, change: object) =>
  world.client.call('POST', '/v3/refund/domestic/refunds', {
    ...(world.mode === 'partner' && world.named),
    out_refund_no: no,
    amount: { refund: fen, total: 4000, currency: 'CNY' },
    ...change,
  });
const balance = async (world: PayscoreWorld) =>
  Number((await world.client.control('PUT', `/payers/${world.openid}`, {})).json['balanceFen']);

describe.each(['direct', 'partner'] as const)('refunds of a service order, %s', (mode) => {
  test('by transaction_id, in parts, never above what was collected (INV-30)', async () => {
    const { world, transaction } = await paid(mode);
    const before = await balance(world);
    const by = { transaction_id: transaction };
    expect((await refund(world, 'R-1', 3000, by)).json).toMatchObject({ status: 'PROCESSING' });
    await world.pass(10 * minute);
    const query = mode === 'partner' ? `?sub_mchid=${world.keys.subMchid}` : '';
    const asked = await world.client.call('GET', `/v3/refund/domestic/refunds/R-1${query}`);
    expect(asked.json).toMatchObject({ status: 'SUCCESS', transaction_id: transaction, amount: { refund: 3000 } });
    expect((await refund(world, 'R-2', 1001, by)).json['code']).toBe('INVALID_REQUEST');
    expect((await refund(world, 'R-2', 1000, by)).status).toBe(200);
    await world.pass(10 * minute);
    expect(await balance(world)).toBe(before + 4000);
    expect(world.emulator.ledger().payscoreOrders).toMatchObject([{ refundedFen: 4000 }]);
    expect(world.emulator.violations()).toEqual([]);
  });

  test('never by out_order_no, never another’s, but by the number that WeChat made for the deduction', async () => {
    const { world, transaction } = await paid(mode);
    await world.create('ORDER-0002');
    await world.pass(minute);
    await world.complete('ORDER-0002', 4000);
    expect((await refund(world, 'R-1', 1, { out_trade_no: 'ORDER-0002' })).status).toBe(404);
    await world.pay('ORDER-0002');
    expect((await refund(world, 'R-1', 1, { out_trade_no: 'ORDER-0002' })).status).toBe(404);
    const other = mode === 'direct' ? { sub_mchid: world.keys.subMchid } : { sub_mchid: undefined };
    expect((await refund(world, 'R-1', 1, { transaction_id: transaction, ...other })).status).toBe(404);
    const made = world.emulator.ledger().payscoreOrders[0]?.collections[0]?.outTradeNo;
    expect((await refund(world, 'R-1', 1, { out_trade_no: made })).json).toMatchObject({ out_trade_no: made });
  });
});

test('the end is told by a notice with the merchant’s name in it', async () => {
  const { world, transaction } = await paid();
  await world.client.control('POST', '/notify-url', { url: 'http://127.0.0.1:8700/notify' });
  await refund(world, 'R-1', 4000, { transaction_id: transaction });
  await world.pass(10 * minute);
  expect((await world.client.control('GET', '/notices')).text).toContain('REFUND.SUCCESS');
});

test('what the merchant took itself is not WeChat’s to refund', async () => {
  const world = await toPay();
  await world.user({ script: { type: 'never' } });
  await world.pass(30 * minute);
  await world.sync('P-1');
  expect(world.emulator.ledger().payscoreOrders[0]?.collections).toMatchObject([{ paidType: 'MCH' }]);
  expect((await refund(world, 'R-1', 1, { transaction_id: 'none' })).status).toBe(404);
});

const bill = (world: PayscoreWorld, change: Record<string, string> = {}) => {
  const query = new URLSearchParams({
    bill_date: '2026-09-07',
    service_id: services.face,
    encryption_algorithm: 'AEAD_AES_256_GCM',
    ...change,
  });
  return world.client.call('GET', `/v3/payscore/merchant-bill?${query}`);
};

describe('the bill of a day (payscore-wire.md §10.4)', () => {
  test.each(['', 'GZIP'])(
    'sealed, hashed, and opened with the key that is wrapped for the merchant: %o',
    async (pack) => {
      const { world, transaction } = await paid();
      expect((await bill(world)).json['code']).toBe('STATEMENT_CREATING');
      await world.pass(day);
      const { json } = await bill(world, { tar_type: pack });
      expect(json['download_bill_count']).toBe(1);
      const [{ download_url: url, encrypt_key: wrapped, nonce, hash_value: hash }] = JSON.parse(
        JSON.stringify(json['download_bill_list']),
      );
      const { pathname, search } = new URL(url);
      const headers = { accept: '*/*', 'user-agent': 'mini', authorization: '' };
      headers.authorization = world.client.authorization('GET', pathname + search, '', world.clock.now() / 1000);
      const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
      const answer = await world.emulator.handle({
        method: 'GET',
        target: pathname + search,
        headers: lists,
        body: new Uint8Array(),
      });
      expect(answer.headers['wechatpay-signature']).toBeUndefined();
      const sealed = Buffer.from(answer.body);
      const decipher = createDecipheriv('aes-256-gcm', world.client.decrypt(wrapped), nonce);
      decipher.setAuthTag(sealed.subarray(-16));
      const opened = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      const text = pack === 'GZIP' ? gunzipSync(opened) : opened;
      expect(createHash('sha1').update(text).digest('hex')).toBe(hash);
      expect(text.toString()).toMatch(new RegExp(`${transaction}.*\`AUTH.*\`40\\.00,\`wxzff\\|\\d{30}\\|P-1`));
      await world.pass(hour);
      expect((await world.client.call('GET', pathname + search)).status).toBe(400);
    },
  );
  test('a day without money is empty; a wrong question is refused', async () => {
    const world = await createPayscoreWorld();
    await world.pass(2 * day);
    expect((await bill(world)).json).toEqual({ download_bill_count: 0, download_bill_list: [] });
    expect((await bill(world, { bill_date: '20260907' })).json['code']).toBe('PARAM_ERROR');
    expect((await bill(world, { service_id: '9' })).json['code']).toBe('NO_AUTH');
    expect((await bill(world, { encryption_algorithm: '' })).json['code']).toBe('PARAM_ERROR');
    expect((await bill(world, { tar_type: 'ZIP' })).json['code']).toBe('PARAM_ERROR');
    expect((await world.client.call('GET', '/v3/billdownload/file?token=x')).status).toBe(400);
  });
});
