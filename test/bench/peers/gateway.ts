import { createSign, createVerify, createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from './listen.ts';

/** WeChat Pay's side of a deduction and nothing else: signed both ways, answers at once, keeps nothing but orders. */
export interface GatewaySettings {
  readonly mchid: string;
  readonly wechatKeyId: string;
  readonly wechatPrivateKeyPem: string;
  readonly forgerPrivateKeyPem: string;
  readonly merchantPublicKeyPem: string;
  /** Orders of this amount are answered under WeChat's name by somebody else. */
  readonly forgedFen: number;
}
const settings: GatewaySettings = JSON.parse(process.env['BENCH_GATEWAY'] ?? '{}');
const wechatKey = createPrivateKey(settings.wechatPrivateKeyPem);
const forgerKey = createPrivateKey(settings.forgerPrivateKeyPem);
const merchantKey = createPublicKey(settings.merchantPublicKeyPem);

interface Order {
  readonly sub_mchid: string;
  readonly out_trade_no: string;
  readonly amount: { readonly total: number };
}
const orders = new Map<string, Order>();

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

/** Whoever does not sign is measured without its largest cost, so this is not left to trust. */
const isSigned = ({ method, url, headers }: IncomingMessage, body: string): boolean => {
  const part = (name: string): string =>
    new RegExp(`${name}="([^"]*)"`, 'u').exec(headers.authorization ?? '')?.[1] ?? '';
  return createVerify('RSA-SHA256')
    .update(`${method}\n${url}\n${part('timestamp')}\n${part('nonce_str')}\n${body}\n`)
    .verify(merchantKey, part('signature'), 'base64');
};

const answer = (response: ServerResponse, status: number, key: KeyObject, content: object): void => {
  const body = JSON.stringify(content);
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(16).toString('hex')];
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'request-id': randomBytes(16).toString('hex'),
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': settings.wechatKeyId,
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
    'wechatpay-signature': createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`).sign(key, 'base64'),
  });
  response.end(body);
};

const paid = ({ sub_mchid: subMchid, out_trade_no: no, amount }: Order) => ({
  sp_mchid: settings.mchid,
  sub_mchid: subMchid,
  out_trade_no: no,
  transaction_id: `42000${no}`,
  trade_type: 'FACE',
  trade_state: 'SUCCESS',
  trade_state_description: '支付成功',
  debt_state: 'NOT_DEBT',
  bank_type: 'OTHERS',
  success_time: '2026-09-07T12:00:00+08:00',
  amount: { total: amount.total, pay_total: amount.total, currency: 'CNY' },
  payer: { sp_openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
});

const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await bodyOf(request);
  if (!isSigned(request, body))
    return answer(response, 401, wechatKey, { code: 'SIGN_ERROR', message: 'not signed by the merchant' });
  const path = (request.url ?? '').split('?')[0] ?? '';
  const asked = orders.get(path.split('/').at(-1) ?? '');
  const order: Order | undefined = request.method === 'POST' ? JSON.parse(body) : asked;
  if (!path.startsWith('/v3/offlineface/transactions') || order === undefined)
    return answer(response, 404, wechatKey, { code: 'NOT_FOUND', message: 'no such order' });
  orders.set(order.out_trade_no, order);
  answer(response, 200, order.amount.total === settings.forgedFen ? forgerKey : wechatKey, paid(order));
};
listen('gateway', (request, response) => void serve(request, response));
