import { Fen, SubMchid } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { Lookup } from './environment.ts';

/** One Pay Score service, as WeChat's staff set it up; no API tells it (`payscore-wire.md` §2). */
export interface PayscoreSettings {
  readonly serviceId: string;
  /** 风险金额上限 of the service. */
  readonly riskCap: Fen;
  /** Whether we are the merchant ourselves, or the provider of one. */
  readonly party: { readonly mode: 'direct' } | { readonly mode: 'partner'; readonly subMchid: SubMchid };
  /** What a user whose assessment fails meets: pays the deposit, or is refused. Decides which cap an order has (INV-72). */
  readonly assessment: 'deposit' | 'refuse';
  /** Where WeChat tells of an order, unless the order says otherwise. */
  readonly notifyUrl?: string;
}

/** Nothing without a service id: the routes of Pay Score say so. */
export const readPayscoreSettings = (
  lookup: Lookup,
  { mchid, baseUrl }: { readonly mchid: string; readonly baseUrl: string },
): PayscoreSettings | undefined => {
  const notifyUrl = readNotifyUrl(lookup, mchid, baseUrl);
  const serviceId = lookup.optional('WECHATPAY_PAYSCORE_SERVICE_ID');
  if (serviceId === undefined) return undefined;
  if (!/^[0-9A-Za-z]{1,32}$/u.test(serviceId))
    lookup.complain('WECHATPAY_PAYSCORE_SERVICE_ID', 'is 1 to 32 digits and letters');
  const party = readParty(lookup);
  const assessment = lookup.optional('WECHATPAY_PAYSCORE_ASSESSMENT') ?? 'deposit';
  if (assessment !== 'deposit' && assessment !== 'refuse')
    lookup.complain('WECHATPAY_PAYSCORE_ASSESSMENT', 'is deposit or refuse');
  return {
    serviceId,
    riskCap: readCap(lookup),
    party,
    assessment: assessment === 'refuse' ? 'refuse' : 'deposit',
    ...(notifyUrl === undefined ? {} : { notifyUrl }),
  };
};

const readCap = (lookup: Lookup): Fen => {
  const text = lookup.required('WECHATPAY_PAYSCORE_RISK_CAP_FEN');
  const cap = /^[1-9]\d{0,8}$/u.test(text) ? Fen.of(Number(text)) : undefined;
  if (cap !== undefined && E.isRight(cap)) return cap.right;
  if (text !== '') lookup.complain('WECHATPAY_PAYSCORE_RISK_CAP_FEN', 'is a number of fen, 1 to 999999999');
  return Fen.zero;
};

const readParty = (lookup: Lookup): PayscoreSettings['party'] => {
  const mode = lookup.optional('WECHATPAY_PAYSCORE_MODE') ?? 'direct';
  if (mode !== 'partner') {
    if (mode !== 'direct') lookup.complain('WECHATPAY_PAYSCORE_MODE', 'is direct or partner');
    return { mode: 'direct' };
  }
  const text = lookup.required('WECHATPAY_PAYSCORE_SUB_MCHID');
  const subMchid = SubMchid.of(text);
  if (E.isRight(subMchid)) return { mode, subMchid: subMchid.right };
  if (text !== '') lookup.complain('WECHATPAY_PAYSCORE_SUB_MCHID', 'is a merchant number, 6 to 32 digits');
  return { mode: 'direct' };
};

/** WeChat wants https without a query; only an emulator on this machine is told a loopback address (INV-48). */
const readNotifyUrl = (lookup: Lookup, mchid: string, baseUrl: string): string | undefined => {
  const publicUrl = lookup.optional('FACEPAY_PUBLIC_URL')?.replace(/\/+$/u, '');
  if (publicUrl === undefined) return undefined;
  const fits = isPublic(publicUrl) || (isLoopback(publicUrl) && isLoopback(baseUrl));
  if (!fits)
    lookup.complain(
      'FACEPAY_PUBLIC_URL',
      'is https://<host> without query; a loopback address only where WECHATPAY_BASE_URL is one',
    );
  return `${publicUrl}/notify/wechat/${mchid}`;
};
const isPublic = (url: string): boolean =>
  /^https:\/\/[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*\.[A-Za-z][0-9A-Za-z-]*(?::\d{1,5})?(?:\/[\w.~/-]*)?$/u.test(url);
const isLoopback = (url: string): boolean =>
  /^https?:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?(?:\/[\w.~/-]*)?$/u.test(url);
