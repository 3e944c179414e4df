import express from 'express';
import { createPublicKey, createSecretKey } from 'node:crypto';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import { listen } from './listen.ts';
import { openPeerDatabase } from './open-peer-database.ts';
import { readPeerSettings } from './peer-settings.ts';

// What a careful team would write today: express, wechatpay-axios-plugin, better-sqlite3. Keys parsed once, statements
// prepared once, signature over the raw bytes, the tag checked, one row per notice, committed before the answer.
const settings = readPeerSettings();
const wechatKeys = new Map([[settings.wechatKeyId, createPublicKey(settings.wechatPublicKeyPem)]]);
const apiV3Key = createSecretKey(settings.apiV3Key, 'utf8');
const database = openPeerDatabase(
  settings.databaseFile,
  `create table notice (id text primary key, event_type text not null, out_trade_no text, resource text not null,
     raw text not null, received_at integer not null)`,
);
const insert = database.prepare('insert or ignore into notice values (?, ?, ?, ?, ?, ?)');

interface Envelope {
  readonly id: string;
  readonly event_type: string;
  readonly resource: { readonly ciphertext: string; readonly nonce: string; readonly associated_data?: string };
}
interface Order {
  readonly sp_mchid: string;
  readonly out_trade_no?: string;
}

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.post('/notify/wechat/:mchid', express.raw({ type: 'application/json', limit: '64kb' }), (request, response) => {
  const header = (name: string): string => request.get(`wechatpay-${name}`) ?? '';
  const [timestamp, nonce] = [header('timestamp'), header('nonce')];
  const key = wechatKeys.get(header('serial'));
  const raw = request.body.toString('utf8');
  if (
    key === undefined ||
    Math.abs(Formatter.timestamp() - Number(timestamp)) > 300 ||
    !Rsa.verify(Formatter.response(timestamp, nonce, raw), header('signature'), key)
  )
    return void response.status(401).json({ code: 'FAIL', message: 'not signed by WeChat Pay' });
  try {
    const notice: Envelope = JSON.parse(raw);
    const { ciphertext, nonce: iv, associated_data: associated = '' } = notice.resource;
    const resource = Aes.AesGcm.decrypt(ciphertext, apiV3Key, iv, associated);
    const order: Order = JSON.parse(resource);
    if (order.sp_mchid !== settings.mchid) throw new Error('of another merchant');
    insert.run(notice.id, notice.event_type, order.out_trade_no, resource, raw, Date.now());
  } catch {
    return void response.status(400).json({ code: 'FAIL', message: 'unreadable' });
  }
  response.json({ code: 'SUCCESS', message: 'OK' });
});
listen('intake peer', app, () => database.close());
