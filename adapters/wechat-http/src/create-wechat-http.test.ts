import { Instant, type LogFields, OrganizationId } from '@facepay/domain';
import type { Transport } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { openFakeGateway, publicKeyId } from '../test/fake-gateway.ts';
import { must, order, request } from '../test/orders.ts';
import type { WechatHttpConfig } from './config.ts';
import { createWechatHttp } from './create-wechat-http.ts';

const config: WechatHttpConfig = {
  baseUrl: 'https://api.mch.weixin.qq.com',
  mchid: '1900000001',
  appid: 'wx0123456789abcdef',
  merchantSerialNo: '5F1C72E2A8931B72A2E13AF8DEE92471EB397115',
  apiV3Keys: ['0123456789abcdefghijklmnopqrstuv'],
};
const silent: Transport = async () => ({ type: 'OutcomeUnknown', reason: 'ETIMEDOUT' });
const create = (change: Partial<WechatHttpConfig>, lines: unknown[] = []) =>
  createWechatHttp(
    { ...config, ...change },
    {
      transport: silent,
      sign: async () => 'c2lnbmF0dXJl',
      clock: { now: () => Instant.of(1_800_000_000_000) },
      nonce: () => '0'.repeat(32),
      fieldSeed: () => new Uint8Array(20),
      logger: {
        info: (message: string, fields?: LogFields) => lines.push({ message, ...fields }),
        warn: (message: string, fields?: LogFields) => lines.push({ message, ...fields }),
      },
    },
  );

describe('settings', () => {
  it('that can work are taken', () => {
    expect(E.isRight(create({}))).toBe(true);
  });
  it.each<[string, string, (value: string) => Partial<WechatHttpConfig>]>([
    ['baseUrl', 'http://api.mch.weixin.qq.com', (baseUrl) => ({ baseUrl })],
    ['backupUrl', 'http://api2.mch.weixin.qq.com', (backupUrl) => ({ backupUrl })],
    ['apiV3Keys', 'testMchAPIv3Key0', (key) => ({ apiV3Keys: [key] })], // 16 bytes, as in the vectors V5 and V7
    ['platformCertificates', 'not a certificate', (pem) => ({ platformCertificates: [pem] })],
    ['publicKey', 'not a key', (pem) => ({ publicKey: { id: publicKeyId, pem } })],
  ])('a %s that cannot is named, its value is not', (setting, value, change) => {
    const created = create(change(value));
    expect(created).toMatchObject(E.left({ type: 'WechatConfigInvalid', setting }));
    expect(Object.values(E.isLeft(created) ? created.left : {})).not.toContain(value);
  });
});

describe('the log', () => {
  it('INV-88 has a line a call: where, what came of it, how long; no body and no query', async () => {
    const lines: unknown[] = [];
    const { deductions } = must(create({}, lines));
    await deductions.send(order, deductions.prepare(request))();
    await deductions.query(order)();
    const line = { message: 'wechat call', type: 'unknown', reason: 'ETIMEDOUT', durationMs: 0 };
    expect(lines).toEqual([
      { ...line, method: 'POST', endpoint: '/v3/offlineface/transactions' },
      { ...line, method: 'GET', endpoint: `/v3/offlineface/transactions/out-trade-no/${order.no}` },
    ]);
  });
});

describe('organizations', () => {
  const id = must(OrganizationId.of('O0A1B2CZ0123456789'));
  it('an answer about another one is a mismatch', async () => {
    const gateway = openFakeGateway();
    gateway.reply(() => ({ body: { organization_id: 'O1', organization_name: '第二小学' } }));
    expect(await gateway.wechat.organizations.find(id)()).toMatchObject(
      E.left({ type: 'WechatUnknown', reason: 'mismatch: organization_id' }),
    );
  });
  it.each([
    ['RESOURCE_NOT_EXISTS', 404, E.right(undefined)],
    ['RESOURCE_NOT_EXISTS', 400, E.left(expect.objectContaining({ type: 'WechatRefused' }))],
    ['NO_AUTH', 403, E.left(expect.objectContaining({ type: 'WechatRefused', reason: 'NO_AUTH' }))],
  ])('%s with %d', async (code, status, expected) => {
    const gateway = openFakeGateway();
    gateway.reply(() => ({ status, body: { code, message: '' } }));
    expect(await gateway.wechat.organizations.find(id)()).toEqual(expected);
  });
});
