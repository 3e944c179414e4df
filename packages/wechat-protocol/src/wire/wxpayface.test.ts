import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { buildFlatXml, readFlatXml } from '../flat-xml.ts';
import { signV2, type V2SignType } from '../v2-signature.ts';
import { buildWxpayfaceBody, readWxpayfaceAnswer } from './wxpayface.ts';

const apiV2Key = '192006250b4c09247ec02edce69f6a2d';
const request = {
  store_id: 'IMG001',
  store_name: '爱马哥南山店',
  device_id: 'DEV001',
  rawdata: 'H0kvnUgGHKuqflNwtNqCdOVpbO4FPSowudTG',
  appid: 'wx31fdaErqR31',
  mch_id: '12345689',
  now: 1_239_878_956,
  nonce_str: 'V37ZHZVf2OrwsUV7kXTjTguP74c0byvE',
};
const answer = {
  return_code: 'SUCCESS',
  return_msg: '请求成功',
  nonce_str: 'Tivppi4UXAbgLxk8e1Sij76YdowOFFii',
  appid: 'wx31fdaErqR31',
  mch_id: '12345689',
  authinfo: 'q3OPhFtQBf6KZGqm',
  expires_in: '7200',
};
const expected = { apiV2Key, signType: 'HMAC-SHA256', appid: answer.appid, mch_id: answer.mch_id } as const;
const signed = (members: Record<string, string>, signType: V2SignType = 'HMAC-SHA256') =>
  buildFlatXml({ ...members, sign: signV2(members, apiV2Key, signType) }, 'cdata');

const read = (change: Partial<typeof answer>) => readWxpayfaceAnswer(signed({ ...answer, ...change }), expected);

describe('get_wxpayface_authinfo (facepay-device.md §4)', () => {
  it.each([
    ['MD5', 'CF12E1D8541B0CB6A62F024FFB6604E8'],
    ['HMAC-SHA256', 'C6739B483A2F6BC06ACEFE340F4016C1256575FBA144E3B9213C9C630B7B79C9'],
  ] as const)('C3: the request of v3-rules.md §12.2, signed with %s', (signType, sign) => {
    const body = buildWxpayfaceBody(request, { apiV2Key, signType });
    expect(readFlatXml(body)).toEqual(
      E.right({ ...request, now: '1239878956', version: '1', sign_type: signType, sign }),
    );
  });

  it('optional members are sent, and signed as raw text', () => {
    const attach = '{"a":"<&>"}';
    const body = buildWxpayfaceBody({ ...request, attach, sub_mch_id: '1900000109' }, expected);
    const sent = readFlatXml(body);
    if (E.isLeft(sent)) throw new Error(sent.left.reason);
    const { sign, ...others } = sent.right;
    expect(others).toMatchObject({ attach, sub_mch_id: '1900000109' });
    expect(sign).toBe(signV2(others, apiV2Key, 'HMAC-SHA256'));
  });

  it('C4: the answer of v3-rules.md §12.2 in MD5', () => {
    expect(signV2(answer, apiV2Key, 'MD5')).toBe('972442BAAACA3CB9A6E4660CC7886B58');
    expect(readWxpayfaceAnswer(signed(answer, 'MD5'), { ...expected, signType: 'MD5' })).toEqual(
      E.right({ type: 'AuthinfoGranted', authinfo: answer.authinfo, expiresInSeconds: 7200 }),
    );
  });

  it('BAD-38: a sign that is missing, of MD5’s length, wrong, or in lower case is refused', () => {
    const wrong = (sign: string) => readWxpayfaceAnswer(buildFlatXml({ ...answer, sign }), expected);
    const right = signV2(answer, apiV2Key, 'HMAC-SHA256');
    expect(readWxpayfaceAnswer(buildFlatXml(answer), expected)).toEqual(E.left({ type: 'SignMissing' }));
    expect(wrong('')).toEqual(E.left({ type: 'SignMissing' }));
    for (const sign of [signV2(answer, apiV2Key, 'MD5'), right.slice(0, 32), right.toLowerCase(), `${right}0`, 'x'])
      expect(wrong(sign)).toEqual(E.left({ type: 'SignWrong' }));
    expect(E.isRight(wrong(right))).toBe(true);
  });

  it('BAD-38, INV-58: HMAC-SHA256 where MD5 was chosen does not hold either', () => {
    expect(readWxpayfaceAnswer(signed(answer), { ...expected, signType: 'MD5' })).toEqual(
      E.left({ type: 'SignWrong' }),
    );
  });

  it.each(['0', '-1', '-7200', '1000000000', '2592001', '7200.0', '7.2e3', ' 7200', '07200', 'soon', ''])(
    'BAD-40: expires_in "%s" is refused, though it is signed',
    (expires_in) => {
      expect(readWxpayfaceAnswer(signed({ ...answer, expires_in }), expected)).toEqual(
        E.left({ type: 'WireMismatch', paths: ['expires_in'] }),
      );
    },
  );

  it('what is signed and about somebody else is refused', () => {
    expect(read({ appid: 'wxother' })).toEqual(E.left({ type: 'WireMismatch', paths: ['appid'] }));
    expect(read({ mch_id: '1' })).toEqual(E.left({ type: 'WireMismatch', paths: ['mch_id'] }));
    expect(read({ authinfo: '' })).toEqual(E.left({ type: 'WireMismatch', paths: ['authinfo'] }));
    expect(read({ authinfo: 'a'.repeat(4097) })).toEqual(E.left({ type: 'WireMismatch', paths: ['authinfo'] }));
  });

  it('a refusal counts when it is signed; unsigned, only a known word of it is told', () => {
    const refusal = { return_code: 'ERROR', return_msg: '无效的RawData数据', nonce_str: 'a' };
    expect(readWxpayfaceAnswer(signed(refusal), expected)).toEqual(
      E.right({ type: 'AuthinfoRefused', code: 'ERROR', message: '无效的RawData数据' }),
    );
    const unsigned = (return_code: string) => readWxpayfaceAnswer(buildFlatXml({ return_code }), expected);
    expect(unsigned('PARAM_ERROR')).toEqual(E.left({ type: 'RefusalUnsigned', code: 'PARAM_ERROR' }));
    expect(unsigned('<script>')).toEqual(E.left({ type: 'SignMissing' }));
    expect(readWxpayfaceAnswer(signed({ ...refusal, return_code: 'no<' }), expected)).toEqual(
      E.left({ type: 'WireMismatch', paths: ['return_code'] }),
    );
  });

  it('BAD-36: what is no flat XML is refused before its signature is looked at', () => {
    expect(readWxpayfaceAnswer(utf8('<!DOCTYPE xml><xml/>'), expected)).toEqual(
      E.left({ type: 'XmlRefused', reason: 'DoctypeRefused' }),
    );
  });
});
