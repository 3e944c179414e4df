import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { answerJson } from './answer-json.ts';
import { isSigned } from './is-signed.ts';
import { createJoinCommit } from './join-commits.ts';
import { listen } from './listen.ts';
import { openPeerDatabase } from './open-peer-database.ts';
import { readPeerSettings } from './peer-settings.ts';
import { wholeBody } from './whole-body.ts';

// What the peer does and not a step more, out of the cheapest pieces there are: no framework, keys parsed once, the
// peer's own statements, all that waits in one commit, undici in place of axios. A bound, and nothing to run.
const settings = readPeerSettings();
const wechatKeys = new Map([[settings.wechatKeyId, createPublicKey(settings.wechatPublicKeyPem)]]);
const merchantKey = createPrivateKey(settings.merchantPrivateKeyPem);
const pool = new Pool(settings.wechatUrl, { connections: 64, pipelining: 1 });
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
const joinCommit = createJoinCommit(database);
const dayLimitFen = 10_000;

interface Sale {
  readonly no: string;
  readonly outUserId: string;
  readonly device: string;
  readonly amountFen: number;
  readonly credential: string;
}
interface Paid {
  readonly trade_state?: string;
  readonly out_trade_no?: string;
  readonly transaction_id?: string;
  readonly amount?: { readonly total?: number };
}

const reserve = (sale: Sale, body: string): 'send' | 'known' | 'limit' => {
  if (find.get(sale.no) !== undefined) return 'known';
  const day = new Date().toISOString().slice(0, 10);
  const used = spent.get(sale.outUserId, day)?.used ?? 0;
  if (used + sale.amountFen > dayLimitFen) return 'limit';
  spend.run(sale.outUserId, day, sale.amountFen);
  insert.run(sale.no, sale.outUserId, sale.device, sale.amountFen, body, Date.now());
  return 'send';
};

const orderOf = ({ no, amountFen, credential }: Sale): string =>
  JSON.stringify({
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

const path = '/v3/offlineface/transactions';
/** In the thread pool, as everywhere: 350 µs on the loop would hold every other sale. */
const authorize = (body: string, tell: (header: string) => void): void => {
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(16).toString('hex')];
  const text = Buffer.from(`POST\n${path}\n${timestamp}\n${nonce}\n${body}\n`);
  sign('RSA-SHA256', text, merchantKey, (failure, signature) => {
    if (failure !== null) throw failure;
    const { mchid, merchantSerialNo: serial } = settings;
    tell(
      `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",signature="${signature.toString('base64')}",` +
        `timestamp="${timestamp}",serial_no="${serial}"`,
    );
  });
};

/** What WeChat verifiably said of this very sale. */
const send = async (sale: Sale, body: string, authorization: string): Promise<Paid | undefined> => {
  const headers = { 'content-type': 'application/json', accept: 'application/json', authorization };
  const answer = await pool.request({ method: 'POST', path, headers, body });
  const raw = Buffer.from(await answer.body.arrayBuffer());
  if (answer.statusCode !== 200 || !isSigned(wechatKeys, answer.headers, raw)) return undefined;
  const told: Paid = JSON.parse(raw.toString('utf8'));
  return told.out_trade_no === sale.no && told.amount?.total === sale.amountFen ? told : undefined;
};

const finish = (response: ServerResponse, { no }: Sale, told: Paid | undefined): void => {
  const status = told?.trade_state === 'SUCCESS' ? 'paid' : 'unknown';
  joinCommit(
    () => void settle.run(status, told?.transaction_id ?? null, Date.now(), no),
    (failure) =>
      answerJson(response, failure === undefined ? (status === 'paid' ? 200 : 202) : 500, `{"status":"${status}"}`),
  );
};

listen(
  'deduct bound',
  (request, response) =>
    wholeBody(request, (raw) => {
      const sale: Sale = JSON.parse(raw.toString('utf8'));
      const body = orderOf(sale);
      let begun: ReturnType<typeof reserve>;
      joinCommit(
        () => void (begun = reserve(sale, body)),
        (failure) => {
          if (failure !== undefined) return answerJson(response, 500, '{"status":"not stored"}');
          if (begun !== 'send')
            return answerJson(response, begun === 'limit' ? 422 : 200, JSON.stringify({ status: begun }));
          authorize(body, (authorization) => {
            send(sale, body, authorization).then(
              (told) => finish(response, sale, told),
              () => finish(response, sale, undefined),
            );
          });
        },
      );
    }),
  () => {
    void pool.close();
    database.close();
  },
);
