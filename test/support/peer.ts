import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin';
import type { Merchant } from './merchant.ts';

/** WeChat's keys by serial, in the form that client takes. */
const keysOfWechat = (merchant: Merchant): Readonly<Record<string, string>> => ({
  [merchant.publicKeyId]: merchant.publicKeyPem,
  ...Object.fromEntries(
    merchant.platformCertificates.map(({ serialNo, certificatePem }) => [serialNo, certificatePem]),
  ),
});

/** A WeChat Pay client that we did not write: it signs, and refuses answers that do not verify. */
export const createPeerClient = (baseUrl: string, merchant: Merchant): Wechatpay =>
  new Wechatpay({
    mchid: merchant.mchid,
    serial: merchant.serialNo,
    privateKey: merchant.privateKeyPem,
    certs: { ...keysOfWechat(merchant) },
    baseURL: `${baseUrl}/`,
    proxy: false,
  });

export interface SignedHead {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

/** `Authorization` and what it was made of, by that client's own functions. */
export const peerAuthorization = (
  merchant: Merchant,
  request: { readonly method: string; readonly target: string; readonly body: string },
): SignedHead => {
  const [timestamp, nonce] = [String(Formatter.timestamp()), Formatter.nonce()];
  const text = Formatter.request(request.method, request.target, timestamp, nonce, request.body);
  return { timestamp, nonce, signature: Rsa.sign(text, merchant.privateKeyPem) };
};

export const authorizationHeader = (merchant: Merchant, { timestamp, nonce, signature }: SignedHead): string =>
  Formatter.authorization(merchant.mchid, nonce, signature, timestamp, merchant.serialNo);

/** Whether an answer or a notice was signed by the key its serial names, says that client. */
export const peerVerifies = (merchant: Merchant, headers: Readonly<Record<string, string>>, body: string): boolean => {
  const { 'wechatpay-timestamp': timestamp = '', 'wechatpay-nonce': nonce = '' } = headers;
  const key = keysOfWechat(merchant)[headers['wechatpay-serial'] ?? ''];
  if (key === undefined) return false;
  return Rsa.verify(Formatter.response(timestamp, nonce, body), headers['wechatpay-signature'] ?? '', key);
};

/** What is sealed in a notice or a certificate list, opened by that client. Throws where the tag does not fit. */
export const peerDecrypt = (
  merchant: Merchant,
  resource: { readonly ciphertext: string; readonly nonce: string; readonly associated_data?: string },
): string => Aes.AesGcm.decrypt(resource.ciphertext, merchant.apiV3Key, resource.nonce, resource.associated_data ?? '');

export { Aes as peerAes, Formatter as peerFormatter, Rsa as peerRsa };
