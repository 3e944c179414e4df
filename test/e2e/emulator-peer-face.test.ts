import { type RunningEmulator, startEmulator } from '@facepay/emulator';
import { buildWxpayfaceBody } from '@facepay/wechat-protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Hash, Transformer } from 'wechatpay-axios-plugin';
import { callerOf, succeeding } from '../support/call-json.ts';
import { fetchMerchant, type Merchant } from '../support/merchant.ts';
import { exchange } from '../support/raw-exchange.ts';

// Runs once: the emulator and somebody else's client, no store of ours.

let emulator: RunningEmulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0 });
  merchant = await fetchMerchant(succeeding(callerOf(emulator.url)));
});
afterAll(() => emulator.stop());

const rawdata = (deviceId: string): string =>
  Buffer.from(JSON.stringify({ deviceId, at: Date.now(), nonce: 'a' }), 'utf8').toString('base64');
const asked = () => ({
  store_id: 'IMG001',
  store_name: '爱马哥 <南山> & 店',
  device_id: 'DEV001',
  rawdata: rawdata('DEV001'),
  appid: merchant.appid,
  mch_id: merchant.mchid,
  now: Math.floor(Date.now() / 1000),
  nonce_str: 'V37ZHZVf2OrwsUV7kXTjTguP74c0byvE',
});
const post = async (body: string | Uint8Array): Promise<Readonly<Record<string, unknown>>> => {
  const headers = { 'content-type': 'text/xml; charset=utf-8' };
  const answer = await exchange(emulator.url, {
    method: 'POST',
    target: '/face/get_wxpayface_authinfo',
    headers,
    body,
  });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8']);
  return { ...Transformer.toObject(answer.text) };
};

it.each(['HMAC-SHA256', 'MD5'] as const)(
  'a client we did not write gets an authinfo by v2 XML signed with %s, and its own check of the answer holds',
  async (type) => {
    const members = { ...asked(), version: '1', sign_type: type };
    const sign = Hash.sign(type, members, merchant.apiV2Key);
    const told = await post(Transformer.toXml({ ...members, sign }));
    expect(told).toMatchObject({ return_code: 'SUCCESS', appid: merchant.appid, expires_in: '7200' });
    expect(told['sign']).toBe(Hash.sign(type, told, merchant.apiV2Key));
  },
);

it('what we send, that client reads, and our signature is its signature', () => {
  const request = { ...asked(), attach: '{"a":"<&>"}' };
  const body = buildWxpayfaceBody(request, { apiV2Key: merchant.apiV2Key, signType: 'HMAC-SHA256' });
  const read: Readonly<Record<string, unknown>> = { ...Transformer.toObject(Buffer.from(body).toString('utf8')) };
  expect(read).toMatchObject({ ...request, now: String(request.now) });
  expect(read['sign']).toBe(Hash.sign('HMAC-SHA256', read, merchant.apiV2Key));
});

it('a wrong signature gets the unsigned refusal of the real host, wrong raw data a signed one', async () => {
  const members = { ...asked(), version: '1', sign_type: 'HMAC-SHA256' };
  const wrong = await post(Transformer.toXml({ ...members, sign: 'A'.repeat(64) }));
  expect(wrong).toEqual({ return_code: 'PARAM_ERROR', return_msg: '签名错误' });
  const foreign = { ...members, rawdata: rawdata('DEV002') };
  const sign = Hash.sign('HMAC-SHA256', foreign, merchant.apiV2Key);
  const told = await post(Transformer.toXml({ ...foreign, sign }));
  expect(told).toMatchObject({ return_code: 'ERROR', return_msg: '无效的RawData数据' });
  expect(told['sign']).toBe(Hash.sign('HMAC-SHA256', told, merchant.apiV2Key));
});
