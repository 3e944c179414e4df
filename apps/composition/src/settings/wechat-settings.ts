import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Lookup } from './environment.ts';
import { type FaceSettings, readFaceSettings } from './face-settings.ts';
import { type PayscoreSettings, readPayscoreSettings } from './payscore-settings.ts';

/** The service provider's identity and where WeChat is (`product.md` §3). */
export interface WechatSettings {
  readonly baseUrl: string;
  readonly backupUrl?: string;
  readonly mchid: string;
  readonly appid: string;
  readonly serialNo: string;
  readonly privateKey: KeyObject;
  /** 32 bytes each, the newest first; two while one is being changed. */
  readonly apiV3Keys: readonly string[];
  readonly publicKey?: { readonly id: string; readonly pem: string };
  readonly platformCertificates: readonly string[];
  readonly payscore?: PayscoreSettings;
  readonly face: FaceSettings;
}

export const readWechatSettings = (lookup: Lookup): WechatSettings | undefined => {
  const baseUrl = lookup.optional('WECHATPAY_BASE_URL') ?? 'https://api.mch.weixin.qq.com';
  const backupUrl =
    lookup.optional('WECHATPAY_BACKUP_URL') ??
    (baseUrl === 'https://api.mch.weixin.qq.com' ? 'https://api2.mch.weixin.qq.com' : undefined);
  const mchid = lookup.required('WECHATPAY_MCHID');
  const appid = lookup.required('WECHATPAY_APPID');
  const serialNo = lookup.required('WECHATPAY_MCH_SERIAL_NO').toUpperCase();
  if (serialNo !== '' && !/^[0-9A-F]{8,40}$/u.test(serialNo))
    lookup.complain('WECHATPAY_MCH_SERIAL_NO', 'is not a serial number in hex');
  const privateKey = readPrivateKey(lookup);
  const apiV3Keys = lookup
    .required('WECHATPAY_API_V3_KEY')
    .split(',')
    .filter((key) => key !== '');
  if (apiV3Keys.some((key) => Buffer.byteLength(key) !== 32) || apiV3Keys.length > 2)
    lookup.complain('WECHATPAY_API_V3_KEY', 'is one key of 32 bytes, or two separated by a comma');
  const publicKey = readPublicKey(lookup);
  const platformCertificates = (lookup.pem('WECHATPAY_PLATFORM_CERTS') ?? '')
    .split(/(?<=-----END CERTIFICATE-----)/u)
    .map((pem) => pem.trim())
    .filter((pem) => pem !== '');
  const payscore = readPayscoreSettings(lookup, { mchid, baseUrl });
  const face = readFaceSettings(lookup, baseUrl);
  if (payscore?.party.mode === 'partner' && face.apiV2Key !== undefined)
    lookup.warn(
      'WECHATPAY_PAYSCORE_MODE=partner: face terminals ask as a merchant of their own (else WeChat: 271295500)',
    );
  if (privateKey === undefined) return undefined;
  return {
    baseUrl,
    mchid,
    appid,
    serialNo,
    privateKey,
    apiV3Keys,
    platformCertificates,
    face,
    ...(payscore === undefined ? {} : { payscore }),
    ...(backupUrl === undefined ? {} : { backupUrl }),
    ...(publicKey === undefined ? {} : { publicKey }),
  };
};

const readPrivateKey = (lookup: Lookup): KeyObject | undefined => {
  const pem = lookup.pem('WECHATPAY_PRIVATE_KEY');
  if (pem === undefined) {
    lookup.complain('WECHATPAY_PRIVATE_KEY', 'is missing (or WECHATPAY_PRIVATE_KEY_PATH)');
    return undefined;
  }
  try {
    const key = createPrivateKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType === 'rsa' && bits >= 2048) return key;
    lookup.complain('WECHATPAY_PRIVATE_KEY', 'is not an RSA key of at least 2048 bits');
  } catch {
    lookup.complain('WECHATPAY_PRIVATE_KEY', 'is not a private key in PEM');
  }
  return undefined;
};

const readPublicKey = (lookup: Lookup): WechatSettings['publicKey'] => {
  const id = lookup.optional('WECHATPAY_PUBLIC_KEY_ID');
  const pem = lookup.pem('WECHATPAY_PUBLIC_KEY');
  if ((id === undefined) !== (pem === undefined))
    lookup.complain('WECHATPAY_PUBLIC_KEY', 'needs WECHATPAY_PUBLIC_KEY_ID beside it, and the other way round');
  return id === undefined || pem === undefined ? undefined : { id, pem };
};
