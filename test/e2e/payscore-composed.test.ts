import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { until } from '../support/until.ts';

// Server, worker and WeChat over real HTTP, put together from settings alone.

const user = 'oRealUser0001';
const orders = '/v1/payscore/orders';
let canteen: Canteen;
beforeAll(async () => {
  const port = await freePort();
  canteen = await openCanteen({
    settings: {
      FACEPAY_SERVER_PORT: String(port),
      FACEPAY_PUBLIC_URL: `http://127.0.0.1:${port}`,
      WECHATPAY_PAYSCORE_SERVICE_ID: '500001',
      WECHATPAY_PAYSCORE_RISK_CAP_FEN: '50000',
      WECHATPAY_PAYSCORE_ASSESSMENT: 'refuse',
    },
  });
  await canteen.control('POST', `/_emulator/payscore/users/${user}`, { action: 'authorise' });
});
afterAll(() => canteen.close());

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
const advance = (advanceMs: number) => canteen.control('POST', '/_emulator/clock', { advanceMs });
const beijing = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().replaceAll(/[-:T]|\..*$/gu, '');

it('an order from settings to money: opened, used, completed, deducted; the notice comes to the server and settles it', async () => {
  const opened = await canteen.api('POST', orders, {
    orderNo: 'REAL-1',
    introduction: '刷脸取货',
    riskFund: { name: 'estimate', amountFen: 10_000 },
    times: { start: 'OnAccept' },
    needsConfirm: false,
    openid: user,
  });
  expect(opened).toMatchObject({ state: 'in-service', paid: false });
  const { clock } = canteen.composed.ports;
  const began = clock.now();
  await advance(600_000);
  await until('our clock to follow', () => clock.now() - began >= 600_000);
  const now = clock.now();
  const completed = await canteen.api('POST', `${orders}/REAL-1/complete`, {
    payments: [{ name: '商品信息', amountFen: 1990 }],
    totalFen: 1990,
    times: { end: beijing(now - 60_000) },
  });
  expect(completed).toMatchObject({ state: 'awaiting-payment' });
  await advance(5_000);
  await until('the payment', async () => (await canteen.api('GET', `${orders}/REAL-1`))['paid'] === true);
  const notices = await canteen.api('GET', '/v1/notices');
  expect(JSON.stringify(notices)).toContain('PAYSCORE.USER_PAID');
  expect(JSON.stringify(canteen.log())).toContain('serviceorder');
  expect(JSON.stringify(canteen.log())).not.toContain(user); // INV-88
});

it('without a service the routes say so, and nothing else is missing', async () => {
  const without = await openCanteen({ working: false });
  try {
    const answer = await without.callApi('GET', orders);
    expect([answer.status, answer.json['code']]).toEqual([404, 'payscore-not-configured']);
    expect((await without.callApi('GET', '/v1/organizations')).status).toBe(200);
  } finally {
    await without.close();
  }
});
