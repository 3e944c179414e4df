import 'reflect-metadata';
import { openOrderByFace } from '@facepay/application';
import { createOnlineFaceSdk } from '@facepay/device-emulator';
import { PayscoreOrderNo } from '@facepay/domain';
import { createSdkFaceDevice } from '@facepay/terminal-protocol';
import { createGotTransport } from '@facepay/wechat-http';
import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { anOrder } from '../support/payscore-counter.ts';
import { must } from '../support/server-world.ts';
import { until } from '../support/until.ts';

let canteen: Canteen;
beforeAll(async () => {
  const port = String(await freePort());
  canteen = await openCanteen({
    settings: {
      FACEPAY_SERVER_PORT: port,
      FACEPAY_PUBLIC_URL: `http://127.0.0.1:${port}`,
      WECHATPAY_PAYSCORE_SERVICE_ID: '500001',
      WECHATPAY_PAYSCORE_RISK_CAP_FEN: '50000',
      WECHATPAY_PAYSCORE_ASSESSMENT: 'refuse',
    },
  });
  await canteen.control('PUT', '/_emulator/face/people/o-1', { faceSeed: 1 });
  await canteen.control('POST', '/_emulator/payscore/users/o-1', { opened: false });
});
afterAll(() => canteen.close());

const orders = '/v1/payscore/orders';
/** Orders name our address to WeChat, so it must be known before the server is there. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => void server.close(closed));
  return port;
};
const succeeded = async (answer: ReturnType<Canteen['callApi']>) => {
  const { status, json } = await answer;
  return status === 200 ? E.right(json) : E.left({ status, json });
};

const sleep = async (ms: number): Promise<void> => setTimeout(ms, undefined, { ref: false });

it('the sequence of the guide over sockets, with the settings, the server and the worker of a real installation', async () => {
  const { merchant, emulator } = canteen;
  const { clock } = canteen.composed.ports;
  const startedAt = clock.now();
  const sdk = createOnlineFaceSdk(
    {
      http: createGotTransport().transport,
      wechatOrigin: emulator.url,
      now: clock.now,
      randomBytes: (count) => new Uint8Array(randomBytes(count)),
      person: () => ({
        frame: { type: 'face', faceSeed: 1, captureSeed: 1 },
        atCamera: async () => 'stay',
        atDialog: async () => 'agree',
      }),
    },
    { deviceId: 'V1', sdkVersion: '2.21.0' },
  );
  const device = createSdkFaceDevice({ sdk, appid: merchant.appid, mchid: merchant.mchid, sleep });
  const opened = await openOrderByFace({
    device,
    authinfo: (rawData, anew) => async () => {
      const body = { deviceId: 'V1', storeId: 'S1', storeName: '南山店', rawData, anew };
      const answer = await succeeded(canteen.callApi('POST', '/v1/face/authinfo', body));
      return E.isLeft(answer) ? answer : E.right({ authinfo: String(answer.right['authinfo']) });
    },
    openOrder: (no, openid) => () => succeeded(canteen.callApi('POST', orders, anOrder(no, { openid }))),
  })({ orderNo: must(PayscoreOrderNo.of('SOCKET-1')), signUpNo: 'sign-up-1', serviceId: '500001', askUnionId: true })();
  expect(opened).toMatchObject({ right: { type: 'Opened', openid: 'o-1', order: { state: 'in-service' } } });
  await canteen.control('POST', '/_emulator/clock', { advanceMs: 1_800_000 });
  await until('our clock to follow', () => clock.now() - startedAt >= 1_800_000);
  const end = new Date(clock.now() - 60_000 + 28_800_000).toISOString().replaceAll(/[-:T]|\..*$/gu, '');
  const bill = { payments: [{ name: '商品信息', amountFen: 300 }], totalFen: 300, times: { end } };
  expect(await succeeded(canteen.callApi('POST', `${orders}/SOCKET-1/complete`, bill))).toMatchObject({
    right: { state: 'awaiting-payment' },
  });
  await canteen.control('POST', '/_emulator/clock', { advanceMs: 600_000 });
  await until(
    'the order to be paid',
    async () => (await canteen.callApi('GET', `${orders}/SOCKET-1`)).json['paid'] === true,
  );
  const told = async (): Promise<string> => JSON.stringify(await canteen.api('GET', '/v1/notices'));
  for (const eventType of ['PAYSCORE.USER_OPEN_SERVICE', 'PAYSCORE.USER_PAID'])
    await until(`the notice ${eventType}`, async () => (await told()).includes(eventType)); // the worker may have asked first
});
