import { randomBytes } from 'node:crypto';
import type { Merchant } from './merchant.ts';
import { peerAes, peerFormatter, peerRsa } from './peer.ts';

/** Whoever signs: WeChat's key, or somebody's who would like to be WeChat. */
export interface NoticeSigner {
  readonly serial: string;
  readonly privateKeyPem: string;
}
export interface NoticeContent {
  readonly id?: string;
  readonly eventType: string;
  readonly resource: object;
  /** Members of the sealed part that differ from a genuine notice's. */
  readonly sealed?: Readonly<Record<string, unknown>>;
  readonly envelope?: Readonly<Record<string, unknown>>;
}
const originalType = 'transaction';

/** The body of a notice, sealed by an implementation that is not ours. */
export const sealNotice = (merchant: Merchant, content: NoticeContent): string => {
  const nonce = randomBytes(6).toString('hex');
  return JSON.stringify({
    id: content.id ?? `EV-${randomBytes(12).toString('hex')}`,
    create_time: '2026-09-07T12:00:00+08:00',
    resource_type: 'encrypt-resource',
    event_type: content.eventType,
    summary: '…',
    resource: {
      original_type: originalType,
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: peerAes.AesGcm.encrypt(JSON.stringify(content.resource), merchant.apiV3Key, nonce, originalType),
      associated_data: originalType,
      nonce,
      ...content.sealed,
    },
    ...content.envelope,
  });
};

/** The headers WeChat puts around a body, signed by an implementation that is not ours. */
export const signNotice = (
  { serial, privateKeyPem }: NoticeSigner,
  body: string,
  timestamp: string,
): Readonly<Record<string, string>> => {
  const nonce = peerFormatter.nonce();
  return {
    'content-type': 'application/json',
    'user-agent': 'Mozilla/4.0',
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': serial,
    'wechatpay-signature': peerRsa.sign(peerFormatter.response(timestamp, nonce, body), privateKeyPem),
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
  };
};
