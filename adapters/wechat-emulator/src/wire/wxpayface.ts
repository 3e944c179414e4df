import {
  buildFlatXml,
  type FlatXml,
  type HttpAnswer,
  type HttpRequest,
  paths,
  readFlatXml,
  signV2,
  utf8,
  type V2SignType,
  verifyV2,
} from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { Engine } from '../engine.ts';
import type { DrawnFaults } from '../faults/fault-box.ts';
import { issueFacePermit, readRawData } from '../services/face-permit.ts';

/** The face host has one endpoint; here it lives on the emulator's own. */
export const isWxpayface = (path: string): boolean => path === paths.wxpayfaceAuthinfo;

/** `POST /face/get_wxpayface_authinfo` (`facepay-device.md` §4): v2 XML both ways; errors, too, answer 200. */
export const answerWxpayface = (engine: Engine, request: HttpRequest, faults: DrawnFaults): HttpAnswer => {
  if (request.method !== 'POST') return { status: 405, headers: {}, body: utf8('') };
  if (faults['error-500-before'] !== undefined) return { status: 500, headers: {}, body: utf8('') };
  if (faults['too-many-requests'] !== undefined) return { status: 429, headers: {}, body: utf8('') };
  const { told, signType } = decide(engine, request.body);
  if (faults['error-500-after'] !== undefined) return { status: 500, headers: {}, body: utf8('') };
  const body = buildFlatXml(signType === undefined ? told : signed(engine, told, signType, faults), 'cdata');
  return {
    status: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: faults.truncate === undefined ? body : body.subarray(0, Math.floor(body.length / 2)),
  };
};

interface Told {
  readonly told: FlatXml;
  /** As the request was signed; some errors are not. */
  readonly signType?: V2SignType;
}

const decide = (engine: Engine, body: Uint8Array): Told => {
  const read = readFlatXml(body);
  if (E.isLeft(read)) return refuse('PARAM_ERROR', 'XML格式错误');
  const members = read.right;
  const asked = (name: string): string => (Object.hasOwn(members, name) ? (members[name] ?? '') : '');
  const signType = signTypeOf(asked('sign_type'));
  const keys = engine.keyRoom.keys();
  if (signType === undefined || !verifyV2(members, keys.apiV2Key, signType)) return refuse('PARAM_ERROR', '签名错误');
  const fault = shapeFault(asked);
  if (fault !== undefined) return { ...refuse('PARAM_ERROR', fault), signType };
  if (asked('appid') !== keys.appid || asked('mch_id') !== keys.mchid)
    return { ...refuse('PARAM_ERROR', 'appid与mch_id不匹配'), signType };
  const now = engine.clock.now();
  const rawData = readRawData(asked('rawdata'));
  if (rawData?.deviceId !== asked('device_id') || now - rawData.at > engine.settings.faceRawDataLifeMs)
    return { ...refuse('ERROR', '无效的RawData数据'), signType };
  if (Math.abs(Number(asked('now')) * 1000 - now) > engine.settings.requestSkewMaxMs)
    return { ...refuse('SYSTEMERROR', '生成authinfo失败'), signType };
  const seconds = engine.settings.faceAuthinfoSeconds;
  const authinfo = issueFacePermit(engine.keyRoom.sealKey, {
    device: rawData.deviceId,
    storeId: asked('store_id'),
    appid: keys.appid,
    mchid: keys.mchid,
    expiresAt: now + seconds * 1000,
  });
  const success = { return_code: 'SUCCESS', return_msg: '请求成功', authinfo, expires_in: String(seconds) };
  return { told: { ...success, appid: keys.appid, mch_id: keys.mchid }, signType };
};

/** MD5 is what this interface takes where nothing is said. */
const signTypeOf = (text: string): V2SignType | undefined => {
  if (text === '' || text === 'MD5') return 'MD5';
  return text === 'HMAC-SHA256' ? text : undefined;
};

const refuse = (return_code: string, return_msg: string): Told => ({ told: { return_code, return_msg } });

/** 13 digits are milliseconds, which the real host refuses, too. */
const shapeFault = (asked: (name: string) => string): string | undefined => {
  const limits = { store_id: 32, store_name: 128, device_id: 32, rawdata: 2048, appid: 32, mch_id: 32, nonce_str: 32 };
  for (const [name, max] of Object.entries(limits))
    if (asked(name) === '' || asked(name).length > max) return `${name}缺失或格式错误`;
  if (!/^\d{10}$/u.test(asked('now'))) return 'now格式错误';
  return asked('version') === '1' ? undefined : 'version格式错误';
};

const signed = (engine: Engine, told: FlatXml, signType: V2SignType, faults: DrawnFaults): FlatXml => {
  const members = { ...told, nonce_str: engine.ids.nonce(32) };
  if (faults.unsigned !== undefined) return members;
  const key = engine.keyRoom.keys().apiV2Key;
  return { ...members, sign: signV2(members, faults['wrong-signature'] === undefined ? key : `${key}x`, signType) };
};
