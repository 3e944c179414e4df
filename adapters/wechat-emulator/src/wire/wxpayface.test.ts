import { buildFlatXml, readFlatXml, signV2, utf8, type V2SignType, verifyV2 } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it, test } from 'vitest';
import { createEmulatedWorld, type EmulatedWorld, keys, monday } from '../../test/emulated-world.ts';

const rawData = (deviceId = 'V1', at = monday): string =>
  Buffer.from(JSON.stringify({ deviceId, at }), 'utf8').toString('base64');
const asked: Readonly<Record<string, string>> = {
  store_id: 'S1',
  store_name: '南山店',
  device_id: 'V1',
  rawdata: rawData(),
  appid: keys.appid,
  mch_id: keys.mchid,
  now: String(monday / 1000),
  version: '1',
  sign_type: 'HMAC-SHA256',
  nonce_str: 'a',
};
const post = async ({ emulator }: EmulatedWorld, body: Uint8Array, method = 'POST') => {
  const answer = await emulator.handle({ method, target: '/face/get_wxpayface_authinfo', headers: {}, body });
  const read = readFlatXml(answer.body);
  return { status: answer.status, members: E.isRight(read) ? read.right : {} };
};
const ask = (world: EmulatedWorld, change: Readonly<Record<string, string>> = {}, type: V2SignType = 'HMAC-SHA256') => {
  const members = { ...asked, ...change };
  return post(world, buildFlatXml({ ...members, sign: signV2(members, keys.apiV2Key, type) }));
};

describe('get_wxpayface_authinfo (facepay-device.md §4)', () => {
  it('answers a signed authinfo with the life that is set', async () => {
    const { status, members } = await ask(createEmulatedWorld({ settings: { faceAuthinfoSeconds: 3600 } }));
    expect(status).toBe(200);
    expect(members).toMatchObject({ return_code: 'SUCCESS', expires_in: '3600', mch_id: keys.mchid });
    expect(verifyV2(members, keys.apiV2Key, 'HMAC-SHA256')).toBe(true);
  });

  it('MD5 where it is named, and where nothing is; the answer is signed in the same way', async () => {
    for (const sign_type of ['MD5', '']) {
      const { members } = await ask(createEmulatedWorld(), { sign_type }, 'MD5');
      expect([members['return_code'], verifyV2(members, keys.apiV2Key, 'MD5')]).toEqual(['SUCCESS', true]);
    }
  });

  it.each([
    ['another key', signV2(asked, `${keys.apiV2Key}x`, 'HMAC-SHA256')],
    ['lower case', signV2(asked, keys.apiV2Key, 'HMAC-SHA256').toLowerCase()],
    ['MD5 although HMAC-SHA256 is named', signV2(asked, keys.apiV2Key, 'MD5')],
  ])('BAD-38: signed with %s: 签名错误, itself unsigned', async (_, sign) => {
    const { members } = await post(createEmulatedWorld(), buildFlatXml({ ...asked, sign }));
    expect(members).toEqual({ return_code: 'PARAM_ERROR', return_msg: '签名错误' });
  });

  it('BAD-36: a request with a DOCTYPE, or none at all, is refused; only POST is answered', async () => {
    for (const body of ['<!DOCTYPE xml><xml/>', '', '{}'])
      expect((await post(createEmulatedWorld(), utf8(body))).members).toMatchObject({ return_code: 'PARAM_ERROR' });
    expect((await post(createEmulatedWorld(), utf8(''), 'GET')).status).toBe(405);
  });

  it.each([
    ['store_id', '', 'PARAM_ERROR'],
    ['store_name', 'x'.repeat(129), 'PARAM_ERROR'],
    ['now', String(monday), 'PARAM_ERROR'],
    ['version', '2', 'PARAM_ERROR'],
    ['appid', 'wxother', 'PARAM_ERROR'],
    ['mch_id', '1900000000', 'PARAM_ERROR'],
    ['now', String(monday / 1000 - 301), 'SYSTEMERROR'],
    ['rawdata', 'made up', 'ERROR'],
    ['rawdata', rawData('V2'), 'ERROR'],
    ['rawdata', rawData('V1', monday - 600_001), 'ERROR'],
  ])('%s "%s": %s', async (name, value, code) => {
    const { members } = await ask(createEmulatedWorld(), { [name]: value });
    expect(members).toMatchObject({ return_code: code });
    expect(members['authinfo']).toBeUndefined();
    expect(verifyV2(members, keys.apiV2Key, 'HMAC-SHA256')).toBe(true);
  });
});

describe('GET /v3/facemch/users/{face_sid} (facepay-device.md §5)', () => {
  test.each([
    ['no info_type', `appid=${keys.appid}`, 400, 'PARAM_ERROR'],
    ['real names', `info_type=ASK_REAL_NAME&appid=${keys.appid}`, 403, 'NO_AUTH'],
    ['another appid', 'info_type=ASK_UNIONID&appid=wxother', 403, 'NO_AUTH'],
    ['an unknown face_sid', `info_type=ASK_UNIONID&appid=${keys.appid}`, 404, 'RESOURCE_NOT_EXISTS'],
  ])('%s', async (_, query, status, code) => {
    const answer = await createEmulatedWorld().client.call('GET', `/v3/facemch/users/nobody?${query}`);
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
  });
});
