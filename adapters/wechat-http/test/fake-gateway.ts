import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { type Clock, Instant } from '@facepay/domain';
import {
  createRsaSignerSync,
  decryptField,
  fieldSeedBytes,
  type HttpAnswer,
  type HttpRequest,
  parseAuthorization,
  requestText,
  signAnswer,
  singleHeader,
  transportFromHandle,
  utf8,
} from '@facepay/wechat-protocol';
import type { OutgoingCall, Transport, TransportResult } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { WechatHttpConfig } from '../src/config.ts';
import type { WechatCallTrace } from '../src/call-trace.ts';
import { createWechatHttp, type WechatHttp } from '../src/create-wechat-http.ts';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const [wechatKeys, merchantKeys, strangerKeys] = [pair(), pair(), pair()];
const signs = {
  genuine: createRsaSignerSync(wechatKeys.privateKey),
  forged: createRsaSignerSync(strangerKeys.privateKey),
};

export type Signing =
  | 'genuine'
  | 'unsigned'
  | 'forged'
  | 'probe'
  | 'unknown-serial'
  | 'stale'
  | 'early'
  | 'tampered'
  | 'own-serial';
export const wrongSignings: readonly Signing[] = [
  'unsigned',
  'forged',
  'probe',
  'unknown-serial',
  'stale',
  'early',
  'tampered',
  'own-serial',
];

export interface Reply {
  readonly status?: number;
  readonly body?: object | string | Uint8Array;
  readonly signing?: Signing;
  readonly headers?: Readonly<Record<string, string>>;
}

export const publicKeyId = 'PUB_KEY_ID_0119000000012026090100000000000001';
const merchantSerialNo = '5F1C72E2A8931B72A2E13AF8DEE92471EB397115';
export const mchid = '1900000001';
export const start = Instant.of(1_800_000_000_000);

export interface FakeGateway {
  readonly wechat: WechatHttp;
  readonly clock: Clock & { readonly pass: (ms: number) => void };
  /** As they left, whether they arrived or not. */
  readonly calls: readonly OutgoingCall[];
  readonly traces: readonly WechatCallTrace[];
  /** What the next requests get. */
  readonly reply: (next: (request: HttpRequest) => Reply) => void;
  /** What the network does instead, by host. */
  readonly break: (next: ((call: OutgoingCall) => TransportResult | undefined) | undefined) => void;
}

const nothingThere = (): Reply => ({ status: 404, signing: 'unsigned' });

/** A gateway that really signs, behind the real adapter, in one process. */
export const openFakeGateway = (
  config: Partial<WechatHttpConfig> = {},
  keys: 'public key' | 'none' = 'public key',
): FakeGateway => {
  const publicKey = { id: publicKeyId, pem: wechatKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  let now = start;
  let counter = 0;
  let respond: (request: HttpRequest) => Reply = nothingThere;
  let broken: ((call: OutgoingCall) => TransportResult | undefined) | undefined;
  const calls: OutgoingCall[] = [];
  const traces: WechatCallTrace[] = [];
  const clock = {
    now: () => now,
    pass: (ms: number) => {
      now = Instant.of(now + ms);
    },
  };
  const reach = transportFromHandle((request) => answer(respond(request), now));
  const transport: Transport = async (call) => {
    calls.push(call);
    return broken?.(call) ?? reach(call);
  };
  const created = createWechatHttp(
    {
      baseUrl: 'https://api.mch.weixin.qq.com',
      mchid,
      appid: 'wx0123456789abcdef',
      merchantSerialNo,
      apiV3Keys: ['0123456789abcdefghijklmnopqrstuv'],
      ...(keys === 'public key' && { publicKey }),
      ...config,
    },
    {
      transport,
      sign: createRsaSignerSync(merchantKeys.privateKey),
      clock,
      nonce: () => String((counter += 1)).padStart(32, '0'),
      fieldSeed: () => randomBytes(fieldSeedBytes),
      onTrace: (trace) => traces.push(trace),
    },
  );
  if (E.isLeft(created)) throw new Error(created.left.setting);
  return {
    wechat: created.right,
    clock,
    calls,
    traces,
    reply: (next) => {
      respond = next;
    },
    break: (next) => {
      broken = next;
    },
  };
};

const answer = async (reply: Reply, now: number): Promise<HttpAnswer> => {
  const { status = 200, body: content = '', signing = 'genuine', headers = {} } = reply;
  const body = toBytes(content);
  const base = { 'request-id': 'REQ-1', ...headers };
  if (signing === 'unsigned') return { status, headers: base, body };
  const skewSeconds = signing === 'stale' ? -300 : signing === 'early' ? 300 : 0;
  const signed = await signAnswer(signing === 'forged' ? signs.forged : signs.genuine, {
    timestamp: String(Math.floor(now / 1000) + skewSeconds),
    nonce: 'answer-nonce',
    body,
    serial: signing === 'unknown-serial' ? 'FFFF' : signing === 'own-serial' ? merchantSerialNo : publicKeyId,
  });
  const probe = signing === 'probe' && { 'wechatpay-signature': `WECHATPAY/SIGNTEST/${signed['wechatpay-signature']}` };
  const sent = signing === 'tampered' ? toBytes(`${new TextDecoder().decode(body)} `) : body;
  return { status, headers: { ...base, ...signed, ...probe }, body: sent };
};

/** What WeChat reads in an encrypted field, if it was encrypted with the WeChat Pay public key. */
export const openedByWechat = (field: unknown): string | undefined => {
  const opened = decryptField(wechatKeys.privateKey, String(field));
  return E.isRight(opened) ? opened.right : undefined;
};

/** True if the merchant's signature covers exactly what was sent. */
export const isSignedAsSent = ({ method, target, body, headers }: OutgoingCall): boolean => {
  const parsed = parseAuthorization(singleHeader({ a: [headers['authorization'] ?? ''] }, 'a') ?? '');
  if (E.isLeft(parsed)) return false;
  const { timestamp, nonce, signature } = parsed.right;
  const text = requestText({ method, target, timestamp, nonce, body });
  return verify('RSA-SHA256', text, createPublicKey(merchantKeys.privateKey), Buffer.from(signature, 'base64'));
};

const toBytes = (content: object | string | Uint8Array): Uint8Array => {
  if (content instanceof Uint8Array) return content;
  return utf8(typeof content === 'string' ? content : JSON.stringify(content));
};
