import { type KeyObject, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** WeChat's signature over the raw bytes, made with a known key and within five minutes of now. */
export const isSigned = (
  keys: ReadonlyMap<string, KeyObject>,
  headers: IncomingHttpHeaders | Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
): boolean => {
  const timestamp = headers['wechatpay-timestamp'];
  const nonce = headers['wechatpay-nonce'];
  const signature = headers['wechatpay-signature'];
  const key = keys.get(String(headers['wechatpay-serial']));
  if (key === undefined || typeof signature !== 'string') return false;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= windowSeconds)) return false;
  const head = `${String(timestamp)}\n${String(nonce)}\n`;
  const text = Buffer.allocUnsafe(head.length + body.length + 1);
  text.write(head, 0, 'latin1');
  body.copy(text, head.length);
  text[text.length - 1] = lineFeed;
  return verify('RSA-SHA256', text, key, Buffer.from(signature, 'base64'));
};
const windowSeconds = 300;
const lineFeed = 10;
