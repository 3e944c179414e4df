import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** Both sides of one service provider at WeChat Pay, in public-key mode, and somebody who would like to be WeChat. */
export interface BenchKeys {
  readonly mchid: string;
  readonly appid: string;
  readonly subMchid: string;
  readonly merchantSerialNo: string;
  readonly merchantPrivateKeyPem: string;
  readonly merchantPublicKeyPem: string;
  readonly apiV3Key: string;
  readonly wechatKeyId: string;
  readonly wechatPrivateKeyPem: string;
  readonly wechatPublicKeyPem: string;
  readonly forgerPrivateKeyPem: string;
}

const pem = (key: KeyObject, type: 'pkcs8' | 'spki'): string => key.export({ format: 'pem', type }).toString();
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

export const makeBenchKeys = (): BenchKeys => {
  const [merchant, wechat, forger] = [rsa(), rsa(), rsa()];
  return {
    mchid: '1900000100',
    appid: 'wx00000000000000b1',
    subMchid: '1900000109',
    merchantSerialNo: randomBytes(20).toString('hex').toUpperCase(),
    merchantPrivateKeyPem: pem(merchant.privateKey, 'pkcs8'),
    merchantPublicKeyPem: pem(merchant.publicKey, 'spki'),
    apiV3Key: randomBytes(16).toString('hex'),
    wechatKeyId: `PUB_KEY_ID_01${randomBytes(15).toString('hex')}`,
    wechatPrivateKeyPem: pem(wechat.privateKey, 'pkcs8'),
    wechatPublicKeyPem: pem(wechat.publicKey, 'spki'),
    forgerPrivateKeyPem: pem(forger.privateKey, 'pkcs8'),
  };
};
