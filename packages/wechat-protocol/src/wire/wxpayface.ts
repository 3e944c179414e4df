import * as E from 'fp-ts/lib/Either.js';
import { buildFlatXml, type FlatXml, readFlatXml, type XmlRefused } from '../flat-xml.ts';
import { signV2, type V2SignType, verifyV2 } from '../v2-signature.ts';
import type { WireMismatch } from './decode.ts';

/** `POST /face/get_wxpayface_authinfo` on the face host (`facepay-device.md` §4), before it is signed. */
export interface WxpayfaceRequest {
  readonly store_id: string;
  readonly store_name: string;
  readonly device_id: string;
  /** JSON text. */
  readonly attach?: string;
  readonly rawdata: string;
  readonly appid: string;
  readonly mch_id: string;
  readonly sub_appid?: string;
  readonly sub_mch_id?: string;
  /** Unix seconds, 10 digits: milliseconds are refused. */
  readonly now: number;
  /** At most 32 letters and digits. */
  readonly nonce_str: string;
}

export interface V2Signing {
  readonly apiV2Key: string;
  readonly signType: V2SignType;
}

/** The bytes to be sent, signed. A value that XML cannot carry is a programmer error and throws. */
export const buildWxpayfaceBody = (request: WxpayfaceRequest, { apiV2Key, signType }: V2Signing): Uint8Array => {
  const { store_id, store_name, device_id, attach = '', rawdata, appid, mch_id, now, nonce_str } = request;
  const { sub_appid = '', sub_mch_id = '' } = request;
  const all = { store_id, store_name, device_id, attach, rawdata, appid, mch_id, sub_appid, sub_mch_id };
  const named = { ...all, now: String(now), version: '1', sign_type: signType, nonce_str };
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== ''));
  return buildFlatXml({ ...given, sign: signV2(given, apiV2Key, signType) });
};

/** What its signature proves. */
export type WxpayfaceAnswer =
  | { readonly type: 'AuthinfoGranted'; readonly authinfo: string; readonly expiresInSeconds: number }
  | { readonly type: 'AuthinfoRefused'; readonly code: string; readonly message: string };

export type WxpayfaceAnswerRefused =
  | XmlRefused
  | WireMismatch
  | { readonly type: 'SignMissing' | 'SignWrong' }
  /** Some errors come without a signature (§4): a known word may be shown to people and decides nothing. */
  | { readonly type: 'RefusalUnsigned'; readonly code: string };

/** What the answer must be about, and how it must be signed: as the request was, never with less (INV-58). */
export interface WxpayfaceExpected extends V2Signing {
  readonly appid: string;
  readonly mch_id: string;
}

/** The signature holds before any member is used (BAD-36…40). There is no `result_code` beside `return_code`. */
export const readWxpayfaceAnswer = (
  body: Uint8Array,
  expected: WxpayfaceExpected,
): E.Either<WxpayfaceAnswerRefused, WxpayfaceAnswer> => {
  const read = readFlatXml(body);
  if (E.isLeft(read)) return read;
  const members = read.right;
  const code = textOf(members, 'return_code');
  if (textOf(members, 'sign') === '')
    return E.left(unsignedCodes.has(code) ? { type: 'RefusalUnsigned', code } : { type: 'SignMissing' });
  if (!verifyV2(members, expected.apiV2Key, expected.signType)) return E.left({ type: 'SignWrong' });
  if (code === 'SUCCESS') return toGrant(members, expected);
  if (!/^[A-Z_]{1,32}$/u.test(code)) return mismatch('return_code');
  return E.right({ type: 'AuthinfoRefused', code, message: textOf(members, 'return_msg') });
};

const toGrant = (members: FlatXml, expected: WxpayfaceExpected): E.Either<WireMismatch, WxpayfaceAnswer> => {
  for (const name of ['appid', 'mch_id'] as const) {
    const stated = textOf(members, name);
    if (stated !== '' && stated !== expected[name]) return mismatch(name);
  }
  const authinfo = textOf(members, 'authinfo');
  if (authinfo === '' || authinfo.length > authinfoLengthMax) return mismatch('authinfo');
  const expiresIn = textOf(members, 'expires_in');
  const expiresInSeconds = Number(expiresIn);
  return /^[1-9][0-9]{0,8}$/u.test(expiresIn) && expiresInSeconds <= expiresInSecondsMax
    ? E.right({ type: 'AuthinfoGranted', authinfo, expiresInSeconds })
    : mismatch('expires_in');
};

const authinfoLengthMax = 4096;
/** 30 days (assumed; samples say one and two hours): more is no number of seconds that WeChat would mean. */
const expiresInSecondsMax = 2_592_000;
const unsignedCodes: ReadonlySet<string> = new Set(['PARAM_ERROR', 'ERROR', 'SYSTEMERROR', 'FAIL']);

const textOf = (members: FlatXml, name: string): string => (Object.hasOwn(members, name) ? (members[name] ?? '') : '');

const mismatch = (path: string): E.Either<WireMismatch, never> => E.left({ type: 'WireMismatch', paths: [path] });
