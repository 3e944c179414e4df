import type { Lookup } from './environment.ts';

/** What online face terminals need: the old interface of WeChat's own host (`facepay-device.md` §4). */
export interface FaceSettings {
  readonly baseUrl: string;
  /** 32 characters; without it the routes of online face say so. */
  readonly apiV2Key?: string;
  /** MD5 is refused, unless it is asked for here (INV-58). */
  readonly signType: 'HMAC-SHA256' | 'MD5';
}

export const readFaceSettings = (lookup: Lookup, wechatBaseUrl: string): FaceSettings => {
  const official = wechatBaseUrl === 'https://api.mch.weixin.qq.com';
  const baseUrl = lookup.optional('WECHATPAY_FACE_URL') ?? (official ? 'https://payapp.weixin.qq.com' : wechatBaseUrl);
  if (!URL.canParse(baseUrl)) lookup.complain('WECHATPAY_FACE_URL', 'is not a URL');
  const apiV2Key = lookup.optional('WECHATPAY_API_V2_KEY');
  if (apiV2Key !== undefined && Buffer.byteLength(apiV2Key) !== 32)
    lookup.complain('WECHATPAY_API_V2_KEY', 'is a key of 32 bytes');
  const signType = lookup.optional('WECHATPAY_FACE_SIGN_TYPE') ?? 'HMAC-SHA256';
  if (signType !== 'HMAC-SHA256' && signType !== 'MD5')
    lookup.complain('WECHATPAY_FACE_SIGN_TYPE', 'is HMAC-SHA256 or MD5');
  if (signType === 'MD5')
    lookup.warn('WECHATPAY_FACE_SIGN_TYPE=MD5: answers for face terminals can be forged; take HMAC-SHA256');
  return {
    baseUrl,
    ...(apiV2Key === undefined ? {} : { apiV2Key }),
    signType: signType === 'MD5' ? 'MD5' : 'HMAC-SHA256',
  };
};
