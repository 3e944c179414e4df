import { createHash } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { describe, expect, it } from 'vitest';
import { apiV3Key, decryptResource, encryptResource } from './aead.ts';
import { readUtf8, utf8 } from './bytes.ts';
import { requestText } from './request-signature.ts';
import { signV2, verifyV2 } from './v2-signature.ts';

const apiV2Key = '192006250b4c09247ec02edce69f6a2d';

describe('computed vectors (v3-rules.md §12.2)', () => {
  it('C1: text to sign with a Chinese body', () => {
    const text = requestText({
      method: 'POST',
      target: '/v3/payscore/serviceorder/1234323JKHDFE1243252/cancel',
      timestamp: '1700000000',
      nonce: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
      body: utf8('{"appid":"wxd678efh567hg6787","service_id":"500001","reason":"用户投诉"}'),
    });
    expect(text.length).toBe(180);
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      '924050bb945539e5690cef68243b5c82697cfb08ddbea404b4dfb32c8dc3c29d',
    );
  });

  it.each([
    {
      associatedData: 'payscore',
      ciphertext: 'mtL+9BwZDWVaway9EoownD+9mxqV35yltP3GMnav+23ENcWXPTahNFmfMeES0x4alGjkA6gsMh7+PibOkeN8ymFScLsEDA==',
    },
    {
      associatedData: '',
      ciphertext: 'mtL+9BwZDWVaway9EoownD+9mxqV35yltP3GMnav+23ENcWXPTahNFmfMeES0x4alGjkA6gsC+RWfDDWZwhCpf774RWW2w==',
    },
  ])('C2: AES-256-GCM with associated data "$associatedData"', ({ associatedData, ciphertext }) => {
    const plaintext = '{"out_order_no":"1234323JKHDFE1243252","state":"DONE"}';
    const nonce = '0123456789ab';
    const both = pipe(
      apiV3Key('0123456789abcdefghijklmnopqrstuv'),
      E.map((key) => {
        const sealed = encryptResource(key, { plaintext: utf8(plaintext), nonce, associatedData });
        const opened = decryptResource([key], {
          algorithm: 'AEAD_AES_256_GCM',
          nonce,
          ciphertext,
          associated_data: associatedData,
        });
        return { ciphertext: sealed.ciphertext, opened: pipe(opened, E.map(readUtf8)) };
      }),
    );
    expect(both).toEqual(E.right({ ciphertext, opened: E.right(plaintext) }));
  });

  it.each([
    { sign_type: 'MD5' as const, sign: 'CF12E1D8541B0CB6A62F024FFB6604E8' },
    {
      sign_type: 'HMAC-SHA256' as const,
      sign: 'C6739B483A2F6BC06ACEFE340F4016C1256575FBA144E3B9213C9C630B7B79C9',
    },
  ])('C3, FAQ 3.1: face authinfo request, $sign_type', ({ sign_type, sign }) => {
    const members = {
      appid: 'wx31fdaErqR31',
      mch_id: '12345689',
      store_id: 'IMG001',
      store_name: '爱马哥南山店',
      device_id: 'DEV001',
      rawdata: 'H0kvnUgGHKuqflNwtNqCdOVpbO4FPSowudTG',
      now: '1239878956',
      version: '1',
      nonce_str: 'V37ZHZVf2OrwsUV7kXTjTguP74c0byvE',
      sign_type,
    };
    expect(signV2(members, apiV2Key, sign_type)).toBe(sign);
  });

  it('C4: face authinfo answer, MD5', () => {
    const members = {
      return_code: 'SUCCESS',
      return_msg: '请求成功',
      nonce_str: 'Tivppi4UXAbgLxk8e1Sij76YdowOFFii',
      appid: 'wx31fdaErqR31',
      mch_id: '12345689',
      authinfo: 'q3OPhFtQBf6KZGqm',
      expires_in: '7200',
      sign: '972442BAAACA3CB9A6E4660CC7886B58',
    };
    expect(verifyV2(members, apiV2Key, 'MD5')).toBe(true);
    expect(verifyV2({ ...members, expires_in: '7201' }, apiV2Key, 'MD5')).toBe(false);
    // Members without a value take no part.
    expect(verifyV2({ ...members, sub_appid: '' }, apiV2Key, 'MD5')).toBe(true);
  });

  it.each([
    {
      page: 'confirm',
      further: { package: 'DJIOSQPYWDxsjdldeuwhdodwxasd_dDiodnwjh9we' },
      sign: 'A1CF5D7272C1764692847759D2B257884CF19EA3DE1C84DFA9D08E40BB87905E',
    },
    {
      page: 'detail',
      further: { service_id: '500001', out_order_no: '1234323JKHDFE1243252' },
      sign: 'C751978E01E146F31E77ED801EAC8302DE85DC09328D1365F1CBC95E7F888263',
    },
  ])('C5: page launch, $page', ({ further, sign }) => {
    const members = {
      timestamp: '1700000000',
      nonce_str: 'zyx53Nkey8o4bHpxTQvd8m7e92nG5mG2',
      sign_type: 'HMAC-SHA256',
      mch_id: '1230000109',
      ...further,
    };
    expect(signV2(members, apiV2Key, 'HMAC-SHA256')).toBe(sign);
  });
});
