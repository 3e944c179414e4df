import { type RunningEmulator, startEmulator } from '@facepay/emulator';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Wechatpay } from 'wechatpay-axios-plugin';
import { openSchoolAtWechat } from '../support/adopt-school.ts';
import { callerOf, type CallSucceeding, succeeding } from '../support/call-json.ts';
import { fetchMerchant, type Merchant } from '../support/merchant.ts';
import {
  authorizationHeader,
  createPeerClient,
  peerAuthorization,
  peerDecrypt,
  peerRsa,
  peerVerifies,
} from '../support/peer.ts';
import { exchange, type RawAnswer } from '../support/raw-exchange.ts';
import { type Pupil, signAtWechat } from '../support/sign-up.ts';

// Runs once: the emulator and somebody else's client, no store of ours.

// wechatpay-axios-plugin is a client we did not write: it signs its requests and refuses answers that do not verify.
let emulator: RunningEmulator;
let control: CallSucceeding;
let merchant: Merchant;
let peer: Wechatpay;
let organizationId: string;
let pupil: Pupil;

beforeAll(async () => {
  emulator = await startEmulator({ port: 0 });
  control = succeeding(callerOf(emulator.url));
  merchant = await fetchMerchant(control);
  peer = createPeerClient(emulator.url, merchant);
  organizationId = await openSchoolAtWechat(control);
  pupil = await signAtWechat(control, 1, askForToken);
});
afterAll(() => emulator.stop());

const askForToken = async (outUserId: string): Promise<string> => {
  const { data } = await peer.chain('v3/offlinefacemch/tokens').post({
    scene: 'WEBSESSION',
    web_init_data: { out_user_id: outUserId, organization_id: organizationId },
  });
  return String(Reflect.get(data, 'token'));
};

const mint = async (amountFen: number): Promise<string> => {
  const { userId } = pupil;
  const order = { organizationId, userId, subMchid: merchant.subMchid, amountFen, deviceId: 'd1' };
  return String((await control('POST', '/_emulator/credentials', order))['credential']);
};

const deductBody = (credential: string, outTradeNo: string, total: number) => ({
  auth_code: credential,
  sp_appid: merchant.appid,
  sp_mchid: merchant.mchid,
  sub_mchid: merchant.subMchid,
  amount: {
    total,
    currency: 'CNY',
  },
  scene_info: { device_ip: '10.0.0.8' },
  description: '午餐',
  out_trade_no: outTradeNo,
  business: {
    business_product_id: 2,
    business_scene_id: 3,
  },
});

describe('the emulator serves a client we did not write', () => {
  test('sign-up token: every call another one', async () => {
    const [first, second] = [await askForToken('pupil-90001'), await askForToken('pupil-90001')];
    expect(first).not.toBe('undefined');
    expect(first).not.toBe(second);
  });

  test('user query, the name encrypted to the merchant', async () => {
    const { status, data } = await peer
      .chain('v3/offlinefacemch/organizations/{organization_id}/users/out-user-id/{out_user_id}')
      .get({ organization_id: organizationId, out_user_id: pupil.outUserId });
    expect(status).toBe(200);
    expect(data).toMatchObject({ user_id: pupil.userId, contract_state: 'CONTRACTED', contract_id: pupil.contractId });
    expect(peerRsa.decrypt(data.user_name, merchant.privateKeyPem)).toBe(pupil.name);
  });

  test('authinfo of a terminal', async () => {
    const { data } = await peer.chain('v3/offlineface/authinfo').post({
      sp_appid: merchant.appid,
      sub_mchid: merchant.subMchid,
      organization_id: organizationId,
      device_id: 'd1',
      raw_data: 'raw data of the face SDK',
    });
    expect(data).toEqual({ authinfo: expect.any(String), expires_in: 3600 });
  });

  test('deduct with a credential, then the order query says the same', async () => {
    const credential = await mint(1250);
    const deducted = await peer.chain('v3/offlineface/transactions').post(deductBody(credential, 'PEER-000001', 1250));
    expect(deducted.data).toMatchObject({
      trade_state: 'SUCCESS',
      amount: { total: 1250 },
      out_trade_no: 'PEER-000001',
    });
    const { data } = await peer.chain('v3/offlineface/transactions/out-trade-no/{out_trade_no}').get({
      out_trade_no: 'PEER-000001',
      params: { sp_mchid: merchant.mchid, sub_mchid: merchant.subMchid, business_product_id: 2 },
    });
    expect(data).toEqual(deducted.data);
    expect(emulator.emulator.ledger().orders).toMatchObject([{ outTradeNo: 'PEER-000001', tradeState: 'SUCCESS' }]);
  });

  test('certificates: its cipher opens each, and it is the one that verified the answer', async () => {
    const { data } = await peer.chain('v3/certificates').get();
    const opened = data.data.map(
      (listed: { serial_no: string; encrypt_certificate: Parameters<typeof peerDecrypt>[1] }) => [
        listed.serial_no,
        new X509Certificate(peerDecrypt(merchant, listed.encrypt_certificate)).serialNumber,
      ],
    );
    const serials = merchant.platformCertificates.map(({ serialNo }) => [serialNo, serialNo]);
    expect(opened).toEqual(serials);
  });

  test.each(['certificate', 'public-key'] as const)('%s mode: its own functions accept our signature', async (mode) => {
    await control('POST', '/_emulator/keys/rotate', { mode });
    const answer = await send({});
    expect(answer.status).toBe(200);
    expect(peerVerifies(merchant, answer.headers, answer.text)).toBe(true);
    expect(peerVerifies(merchant, answer.headers, `${answer.text} `)).toBe(false);
    expect(answer.headers['wechatpay-serial']?.startsWith('PUB_KEY_ID_')).toBe(mode === 'public-key');
    await control('POST', '/_emulator/keys/rotate', { mode: 'mixed' });
  });
});

interface Changed {
  readonly method?: string;
  readonly target?: string;
  readonly body?: string;
  readonly timestamp?: string;
  readonly nonce?: string;
  readonly signature?: string;
}
const target = '/v3/offlinefacemch/tokens?from=peer';

/** A request truly signed by that client, with something changed afterwards. */
const send = (changed: Changed): Promise<RawAnswer> => sendSigned(truly(), changed);
const truly = () => {
  const body = JSON.stringify({
    scene: 'WEBSESSION',
    web_init_data: { out_user_id: pupil.outUserId, organization_id: organizationId },
  });
  return { method: 'POST', target, body, ...peerAuthorization(merchant, { method: 'POST', target, body }) };
};
const sendSigned = (signed: ReturnType<typeof truly>, changed: Changed): Promise<RawAnswer> => {
  const { method, body, ...head } = { ...signed, ...changed };
  return exchange(emulator.url, {
    method,
    body,
    target: head.target,
    headers: {
      accept: 'application/json',
      'user-agent': 'peer',
      'content-type': 'application/json',
      authorization: authorizationHeader(merchant, head),
    },
  });
};

/** The text with one byte changed to another that may stand there too. */
const flip = (text: string, at: number): string => {
  const wanted = text[at] === '1' ? '2' : '1';
  return text.slice(0, at) + wanted + text.slice(at + 1);
};

const refusal = (answer: RawAnswer) => ({ status: answer.status, ...JSON.parse(answer.text) });

describe('one byte changed: 401 SIGN_ERROR', () => {
  test('the details of k12-wire.md §1.4 say what was verified', async () => {
    const signed = truly();
    const body = flip(signed.body, 40);
    const length = Buffer.byteLength(`POST\n${target}\n${signed.timestamp}\n${signed.nonce}\n${body}\n`);
    expect(refusal(await sendSigned(signed, { body }))).toEqual({
      status: 401,
      code: 'SIGN_ERROR',
      message: '错误的签名，验签失败',
      detail: {
        field: 'signature',
        location: 'authorization',
        issue: 'sign not match',
        sign_information: {
          method: 'POST',
          url: target,
          sign_message_length: length,
          truncated_sign_message: `POST\n${target}\n${signed.timestamp}\n${signed.nonce}\n${body.slice(0, 8)}`,
        },
      },
    });
  });

  test.each(['body', 'target', 'nonce', 'timestamp', 'signature'] as const)('%s, at every place', async (part) => {
    const signed = truly();
    expect((await sendSigned(signed, {})).status).toBe(200);
    const places = Array.from(signed[part], (_, at) => at);
    // The path's own letters lead to other routes; here it is the query. Only the last digits keep a timestamp in its window.
    const from = { body: 0, target: target.indexOf('=') + 1, nonce: 0, timestamp: 8, signature: 0 }[part];
    const upTo = part === 'signature' ? signed.signature.length - 2 : places.length; // not the padding
    for (const at of places.slice(from, upTo)) {
      const answer = await sendSigned(signed, { [part]: flip(signed[part], at) });
      expect([at, answer.status, JSON.parse(answer.text).code]).toEqual([at, 401, 'SIGN_ERROR']);
      expect(JSON.parse(answer.text).detail).toMatchObject({
        field: 'signature',
        location: 'authorization',
        issue: 'sign not match',
        sign_information: {
          method: 'POST',
          sign_message_length: expect.any(Number),
        },
      });
    }
  });

  test('the path of an existing order', async () => {
    const query = `?sp_mchid=${merchant.mchid}&sub_mchid=${merchant.subMchid}&business_product_id=2`;
    const path = '/v3/offlineface/transactions/out-trade-no/PEER-000001';
    const get = { method: 'GET', target: path + query, body: '' };
    const signed = { ...get, ...peerAuthorization(merchant, get) };
    expect((await sendSigned(signed, {})).status).toBe(200);
    const answer = refusal(await sendSigned(signed, { target: `${path.slice(0, -1)}2${query}` }));
    expect(answer).toMatchObject({ status: 401, code: 'SIGN_ERROR', detail: { sign_information: { method: 'GET' } } });
  });

  test('another method', async () => {
    const get = { method: 'GET', target: '/v3/certificates', body: '' };
    const signed = { ...get, ...peerAuthorization(merchant, { ...get, method: 'HEAD' }) };
    expect(refusal(await sendSigned(signed, {}))).toMatchObject({ status: 401, code: 'SIGN_ERROR' });
  });

  test('the padding of the signature, a timestamp 301 s off, another merchant, another serial: each names its field', async () => {
    const signed = truly();
    const off = String(Number(signed.timestamp) - 301);
    const again = { ...signed, ...resigned(signed, off) };
    expect(refusal(await sendSigned(again, {})).detail).toMatchObject({ field: 'timestamp' });
    expect(refusal(await sendSigned(signed, { signature: `${signed.signature.slice(0, -1)}1` })).status).toBe(401);
    const headers = { accept: '*/*', 'user-agent': 'peer', 'content-type': 'application/json' };
    const header = authorizationHeader(merchant, signed);
    for (const [field, wrong] of [
      ['mchid', header.replace(merchant.mchid, flip(merchant.mchid, 9))],
      ['serial_no', header.replace(merchant.serialNo, flip(merchant.serialNo, 39))],
    ]) {
      const answer = await exchange(emulator.url, {
        method: 'POST',
        target,
        body: signed.body,
        headers: {
          ...headers,
          authorization: wrong ?? '',
        },
      });
      expect(refusal(answer)).toMatchObject({ status: 401, code: 'SIGN_ERROR', detail: { field } });
    }
  });

  test('nothing of all this moved money', () => {
    expect(emulator.emulator.ledger().totals).toMatchObject({ orders: 1, successes: 1 });
    expect(emulator.emulator.violations()).toEqual([]);
  });
});

const resigned = (signed: ReturnType<typeof truly>, timestamp: string) => {
  const text = `${signed.method}\n${signed.target}\n${timestamp}\n${signed.nonce}\n${signed.body}\n`;
  return { timestamp, signature: peerRsa.sign(text, merchant.privateKeyPem) };
};
