import {
  apiV3Key,
  buildNoticeBody,
  createRsaSignerSync,
  eventTypes,
  originalTypes,
  signAnswer,
} from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { createPrivateKey, randomBytes } from 'node:crypto';
import type { BenchKeys } from './bench-keys.ts';
import type { Post } from './http-load.ts';

export interface BenchNotice extends Post {
  /** `tag`: signed by WeChat, sealed text damaged; `signature`: whole, but signed by somebody else. */
  readonly forged: false | 'tag' | 'signature';
}
/** One notice in this many is forged, one way and the other in turn. */
const forgedEvery = 20;

/** Notices of paid orders as WeChat sends them, each of its own order, signed now. */
export const makeNotices = async (keys: BenchKeys, target: string, count: number): Promise<readonly BenchNotice[]> => {
  const key = apiV3Key(keys.apiV3Key);
  if (E.isLeft(key)) throw new Error('the APIv3 key has 32 bytes');
  const genuine = createRsaSignerSync(createPrivateKey(keys.wechatPrivateKeyPem));
  const forger = createRsaSignerSync(createPrivateKey(keys.forgerPrivateKeyPem));
  const notices: BenchNotice[] = [];
  for (let index = 1; index <= count; index += 1) {
    const forged = index % forgedEvery > 0 ? false : index % (2 * forgedEvery) === 0 ? 'signature' : 'tag';
    const whole = buildNoticeBody(key.right, noticeOf(keys));
    const body = forged === 'tag' ? withOtherTag(whole) : whole;
    const headers = await signAnswer(forged === 'signature' ? forger : genuine, {
      timestamp: String(Math.floor(Date.now() / 1000)),
      nonce: randomBytes(16).toString('hex'),
      body,
      serial: keys.wechatKeyId,
    });
    notices.push({ target, headers: { 'content-type': 'application/json', ...headers }, body, forged });
  }
  return notices;
};

const noticeOf = ({ mchid, appid, subMchid }: BenchKeys) => ({
  id: `EV-${randomBytes(16).toString('hex')}`,
  createTime: '2026-09-07T12:00:00+08:00',
  eventType: eventTypes.transactionSuccess,
  originalType: originalTypes.transaction,
  summary: '支付成功',
  nonce: randomBytes(6).toString('hex'),
  resource: {
    sp_mchid: mchid,
    sub_mchid: subMchid,
    sp_appid: appid,
    payer: { sp_openid: `o${randomBytes(14).toString('hex')}` },
    amount: { total: 1250, currency: 'CNY', pay_total: 1250 },
    scene_info: { device_ip: '10.0.0.8' },
    bank_type: 'OTHERS',
    trade_type: 'FACE',
    trade_state: 'SUCCESS',
    trade_state_description: '支付成功',
    debt_state: 'NOT_DEBT',
    description: '午餐',
    success_time: '2026-09-07T12:00:00+08:00',
    transaction_id: `42000${randomBytes(11).toString('hex')}`,
    out_trade_no: `F${randomBytes(15).toString('hex')}`,
  },
});

/** The same notice with one bit of the sealed text's tag changed. */
const withOtherTag = (body: Uint8Array): Uint8Array => {
  const notice: { readonly resource: { readonly ciphertext: string } } = JSON.parse(Buffer.from(body).toString('utf8'));
  const sealed = Buffer.from(notice.resource.ciphertext, 'base64');
  sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1);
  const resource = { ...notice.resource, ciphertext: sealed.toString('base64') };
  return Buffer.from(JSON.stringify({ ...notice, resource }));
};
