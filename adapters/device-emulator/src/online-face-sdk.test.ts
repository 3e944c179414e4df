import { onlineSdkErrors, type OnlineSdkInfo, type Transport } from '@facepay/wechat-protocol';
import { expect, it } from 'vitest';
import { createOnlineFaceSdk } from './online-face-sdk.ts';

const parameters = {
  appid: 'wx8888888888888888',
  mch_id: '1900000109',
  out_trade_no: '2304203423948239423',
  authinfo: 'permit',
  payscore_out_request_no: '1234323JKHDFE1243252',
  payscore_service_id: '500001',
};
const answering =
  (body: object): Transport =>
  async () => ({
    type: 'Answered',
    answer: { status: 200, headers: {}, body: Buffer.from(JSON.stringify(body), 'utf8') },
  });
const open = (sdkVersion = '2.21.0', http = answering({ type: 'authorised', openid: 'o1', faceSid: 's1' })) => {
  const sdk = createOnlineFaceSdk(
    {
      http,
      wechatOrigin: 'http://127.0.0.1:8701',
      now: () => 1_790_000_000_000,
      randomBytes: (count) => new Uint8Array(count),
      person: () => ({
        frame: { type: 'face', faceSeed: 1, captureSeed: 1 },
        atCamera: async () => 'stay',
        atDialog: async () => 'agree',
      }),
    },
    { deviceId: 'V1', sdkVersion },
  );
  const init = () => new Promise<OnlineSdkInfo>(sdk.initWxpayface);
  const status = (change: object = {}) =>
    new Promise<OnlineSdkInfo>((callback) => sdk.getUserPayScoreStatus({ ...parameters, ...change }, callback));
  return { sdk, init, status };
};

it.each([
  ['2.14.800', 'SUCCESS'],
  ['2.14.807', 'SUCCESS'],
  ['2.14.801', 'ERROR'],
  ['2.20.106', 'ERROR'],
  ['2.21.0', 'SUCCESS'],
  ['3.0.1', 'SUCCESS'],
  ['1.22.0', 'ERROR'],
])('Pay Score in version %s: %s (facepay-device.md §1)', async (version, code) => {
  const { init, status } = open(version);
  await init();
  const err = code === 'ERROR' ? { err_code: String(onlineSdkErrors.versionWithoutPayscore) } : {};
  expect(await status()).toMatchObject({ return_code: code, ...err });
});

it('while it is initialising it says so; afterwards initialising again is fine', async () => {
  const { init, status } = open();
  const initialising = { return_code: 'ERROR', err_code: String(onlineSdkErrors.initialising) };
  const both = await Promise.all([init(), init(), status()]);
  expect(both).toMatchObject([{ return_code: 'SUCCESS' }, initialising, initialising]);
  expect(await init()).toMatchObject({ return_code: 'SUCCESS' });
});

it.each([
  ['out_trade_no', ''],
  ['out_trade_no', 'x'.repeat(33)],
  ['out_trade_no', '订单'],
  ['appid', ''],
  ['mch_id', 'x'.repeat(33)],
  ['payscore_out_request_no', 'x'.repeat(65)],
  ['payscore_service_id', ''],
])('%s "%s" is a wrong parameter', async (name, value) => {
  const { init, status } = open();
  await init();
  expect(await status({ [name]: value })).toMatchObject({ return_code: 'PARAM_ERROR' });
});

it('every value is a text, numbers too; what cannot be read from WeChat is no success', async () => {
  const { init, status } = open(
    '2.21.0',
    answering({ type: 'refused', returnCode: 'ERROR', message: '', errCode: 31 }),
  );
  await init();
  expect(await status()).toEqual({ return_code: 'ERROR', return_msg: '', err_code: '31' });
  const odd = open('2.21.0', answering({ type: 'authorised' }));
  await odd.init();
  expect(await odd.status()).toMatchObject({ return_code: 'SYSTEMERROR' });
});
