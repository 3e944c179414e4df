import express from 'express';
import { Agent } from 'node:http';
import { Wechatpay } from 'wechatpay-axios-plugin';
import { listen } from './listen.ts';
import { openPeerDatabase } from './open-peer-database.ts';
import { readPeerSettings } from './peer-settings.ts';

// What a careful team would write today: the sale and the limit committed before anything leaves, one signed call over a
// connection kept alive, the answer verified by the library and compared with what was asked, the outcome committed before
// the sale is answered. Keys parsed once (the library does that), statements prepared once.
const settings = readPeerSettings();
const database = openPeerDatabase(
  settings.databaseFile,
  `create table deduction (no text primary key, out_user_id text not null, device text not null, amount integer not null,
     status text not null, body text not null, transaction_id text, created_at integer not null, updated_at integer);
   create index deduction_status on deduction (status);
   create table spending (out_user_id text not null, day text not null, used integer not null,
     primary key (out_user_id, day))`,
);
const find = database.prepare<[string], { readonly status: string }>('select status from deduction where no = ?');
const spent = database.prepare<[string, string], { readonly used: number }>(
  'select used from spending where out_user_id = ? and day = ?',
);
const spend = database.prepare(
  `insert into spending values (?, ?, ?) on conflict (out_user_id, day) do update set used = used + excluded.used`,
);
const insert = database.prepare(`insert into deduction values (?, ?, ?, ?, 'sending', ?, null, ?, null)`);
const settle = database.prepare('update deduction set status = ?, transaction_id = ?, updated_at = ? where no = ?');
const dayLimitFen = 10_000;

interface Sale {
  readonly no: string;
  readonly outUserId: string;
  readonly device: string;
  readonly amountFen: number;
  readonly credential: string;
}
const reserve = database.transaction((sale: Sale, body: string): 'send' | 'known' | 'limit' => {
  const known = find.get(sale.no);
  if (known !== undefined) return 'known';
  const day = new Date().toISOString().slice(0, 10);
  const used = spent.get(sale.outUserId, day)?.used ?? 0;
  if (used + sale.amountFen > dayLimitFen) return 'limit';
  spend.run(sale.outUserId, day, sale.amountFen);
  insert.run(sale.no, sale.outUserId, sale.device, sale.amountFen, body, Date.now());
  return 'send';
});

const wechat = new Wechatpay({
  mchid: settings.mchid,
  serial: settings.merchantSerialNo,
  privateKey: settings.merchantPrivateKeyPem,
  certs: { [settings.wechatKeyId]: settings.wechatPublicKeyPem },
  baseURL: `${settings.wechatUrl}/`,
  proxy: false,
  timeout: 10_000,
  httpAgent: new Agent({ keepAlive: true, maxSockets: 64 }),
});

const requestOf = ({ no, amountFen, credential }: Sale) => ({
  auth_code: credential,
  sp_appid: settings.appid,
  sp_mchid: settings.mchid,
  sub_mchid: settings.subMchid,
  amount: { total: amountFen, currency: 'CNY' },
  scene_info: { device_ip: '10.0.0.8' },
  description: '午餐',
  out_trade_no: no,
  business: { business_product_id: 2, business_scene_id: 1 },
});
interface Paid {
  readonly trade_state?: string;
  readonly out_trade_no?: string;
  readonly transaction_id?: string;
  readonly amount?: { readonly total?: number };
}

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.post('/deductions', express.json({ limit: '64kb' }), async (request, response) => {
  const sale: Sale = request.body;
  const order = requestOf(sale);
  const begun = reserve(sale, JSON.stringify(order));
  if (begun !== 'send') return void response.status(begun === 'limit' ? 422 : 200).json({ status: begun });
  try {
    const { data } = await wechat.chain('v3/offlineface/transactions').post(order);
    const told: Paid = data;
    if (told.out_trade_no !== sale.no || told.amount?.total !== sale.amountFen) throw new Error('another order');
    const status = told.trade_state === 'SUCCESS' ? 'paid' : 'unknown';
    settle.run(status, told.transaction_id, Date.now(), sale.no);
    response.json({ status });
  } catch {
    settle.run('unknown', null, Date.now(), sale.no); // an answer that does not verify proves nothing: ask later
    response.status(202).json({ status: 'unknown' });
  }
});
listen('deduct peer', app, () => database.close());
