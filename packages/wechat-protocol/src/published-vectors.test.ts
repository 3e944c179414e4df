import { createDecipheriv, createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { apiV3Key, decryptResource, encryptResource } from './aead.ts';
import { answerText } from './answer-signature.ts';
import { decodeBase64 } from './base64.ts';
import { readUtf8, utf8 } from './bytes.ts';
import { publicKeyToVerificationKey, readCertificates } from './certificates.ts';
import { decryptField, encryptField } from './field-cipher.ts';
import { createKeyRing } from './key-ring.ts';
import { authorizationHeader, requestText } from './request-signature.ts';
import { verifyRsa } from './signing.ts';
import { signV2, verifyV2 } from './v2-signature.ts';
import { verifyAnswer } from './verify-answer.ts';
import { decodeVerified } from './wire/decode.ts';
import { NoticeEnvelope } from './notice-envelope.ts';

const v3Ciphertext =
  'Mr/AxbvY+WL9hKlD5nIa03LOMPpn5f+CWeNxE4ujl0f5gXZ9XLJ9CldkArCOTsbU62XgKnTc3YvRMZQ7wCmE2fzwmAenAySTYsPms72JhggPWfdqVxri9YD5wBYKn8Ck0Fc5JIiVw9WlN2oxHBz83mRVsjoTGC5+cX1CdYqKuZ8pkvi0aCJIq07ZC8MHoTowUz+4jYJy9XeKqip83Z7BmUYxsePpNM+HtihBqTJIUYXJfX7Col5X0ACsApRoU9l6swfW/kzvqNpDJavhDBGasLrr5822+Fk5nVkcTi53f8Wbue7ODWjJxj1yhRYcxFCvXLtpYNB+Qa1aXtrBSdBdBI2p7o+6Imn+auHLBCzkrZqF/yd+d4vTn4tqHPLUj89XcHsMf96uBo3T/HQV8LEDeIO+6YvOK9FrIDYsvp+imN4n/mnF7eJKo9mpN/QqWJiawrFpAmMMxFKBjIdpgMnVUl3Z11RcWKyfOJ3kcmItTWcnZFNyDgR9cS0aU6QPlefa3uUW89uzBuHjcFdDl43yU3LE4qZnHLDcDgx4qt0OFCLiy51GXtEpyYs5k99YJBvKK+RyIs4Yc1/smBmClQUhxW+8bsPNOcXfDvH2yX4YzESoO4TV0RqiCgnsSd4zIFyJPiMKIGzVHiw6Kg0eGCmB4mGHEEZCQ0eN3SSPO0QVjjtBYfgXDZfVHSaAB8PjWBVNFimoViZZQrwT6Ygo0LU0Dd8+F5aHFYr4OPHPslr3hrgutEYXDTv1vTA6ABJGqknJ9Y2vtyWpy7aIwxc0kQq/1ezjs+RMVL/LRpGDnbx1/CGPDjZhYgZypKa55+PDhoaQxqkF3xCLz2DGoNHZYmFqxzAOsAK0vJZw4VcAk6ssbA6YIaMuiemEpxfLC9ZiXtRqsX9s+GWjjtA8JywOFMO+NKZm9BH/E5YNg2DDD3sHG9Mciwn7yJ6sdf8h2lAWlEExAOeiBNyshOHAQ0/S+x1ncWNiqY+Uh5n0rtonvePV2MsxVlEWR3AVHn1abcEWkzivd+G5kg7LYO0goqzGClcQfnFfZdO6KwcMXsBCnm9A1Bl4+k5LLokTIYH5/36SRIZ9j0CHGD77BQLE7x8AlNsoFS2m263tLLq78TFqvZUTIZIQcVIl+NInscS3xQbA38qqFqutCWIwoF1azuJ7woiJyMvnS3xzIpNzP+rzJ8VDXxjLjpEUBOC9WDs74+QMtsAdmh6g0KDclHEk8WJ4P2bnso4z3VCGoDT5X/0bS1C+jMZMKaOCNB21FZ08qgUHmKeDeg8ylENu+mh2Y/AaEDSGkGBHIfFbhMYO3uRxhk9hldiHEnHgdkXiVAAUWk/IhtmGijibO/L76vB74Xpes973uK+2iFKgNBk8qTLLZZnuWbcMQuA6VsFULRb/C+q9B21YuAWPMzvgBwr4EX2m/OpF5w8Q0HL7v1H5H0mIGJbrjnklUPoBYrw30W3uk7yF0KE6sfMukafFx0S9rBOL0RykGDPwC0lHSNySkXDeM5XvDJ+dtHK+RDwhJR+azfrWAHGMtZcQ+YVamjWVmHxXM03j3GeCXgqae1upwHzkPL5OwojcQ5MQi3Kv/1xtwY0cRN/yeZTOsXfujtqhkJj/Vltby4lnW4SCj4LjWQF19BY6zhzF4yybBA8bhhtoNP/zx8QkhHAkIROkK2ZVgfocCAPvfQ+vSrsIBO+L5cmg6mzFn4g84lsHscgXnszIlzUrzx/4Tam0uwuS9J1gddZ0I0QUt9SJzfsoBCTU0OgNMUtXKS5HvgXe7abexMtFH5eulOsAuFZkQ5LYJa/m4yHFInXzL/t3hjdTi2NmxUufvYzwIyffRTu5vS9vjscARD9lUQDHFQ/xgWe1i8EkRlrSfjlXt00+4//h2bcJKyTBT3IXwvKNsuY29V9/vU3HkvWKZ99zpSlmcZRuBa1BHbyPEvc0NlqIIoKidxqUvOR64MzudHhAjgWFP+IXojfhS3Gj9OJhBL7s';
const v4Signature =
  'Rq+5ZpWV6IHTWE1+9gCrYJKguNgbItpMdlIA+PVCPCdUAKNlohZz7CL7Y8xWDIFJjdGnErMj6Z+Q/h9CF5MV+nAVkqDmBR0uP5ppsUEzco4ijvKHsvI2ro4boSW6vSfQs3W8I4QSI9a0/NFIgvj83Fv27LIYZf7deaFWmEwd1fpAeJRCyoKyBeJPdsjVx0//Lqe6Wze2zVdliLcBvaHCfpd8+rAVGS+FQDeWgHqJ7n/Zy09LmV1/ghs7pO1mdjdD16SHKlysAD3K5hNGUJX/SHrEXEcu1yO1AOb/YvOVkjNh8243rcfXNE5L4ph2XS11vS+2aToKYSOcKUagf0LLaw==';
const v4PublicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmmc3oVMM3MXS4Bp/1Da8
hy3V9Mgbwqg9KfdvwXZQiAYtHZs2c633PhRdMSu9AD/W9vkcuavs11FPnT7nCZoM
AAYmfi7XvuHrjMajwhJHRLvZcoqYWpaaGjlT25gzWrc6vZOWvz+OeEEVjHZC1CWQ
nqC/Wxdhp/9vsFhMN7C/MxRXDjPCa9T3Ti5gMfoe6X//O43Jl1wpvkmasOTLSCyk
Ivcx1ro2HTANCHGDXkGjZdYfzVJ7p4HSBymmlPte8Al6k3GbIqQBqKn6qx8f7K99
GbMznR2DrxTYgfq4RJXQRki1sEmBOixZGz/RnUFiiEAoqdxOXS4+WRZA3jr+B3pH
/QIDAQAB
-----END PUBLIC KEY-----`;
const v5Body =
  '{"id":"3119dfba-e649-5eec-ab1e-3412bc4d2e17","create_time":"2021-06-24T16:37:26+08:00","resource_type":"encrypt-resource","event_type":"PAYSCORE.USER_OPEN_SERVICE","summary":"签约成功","resource":{"original_type":"payscore","algorithm":"AEAD_AES_256_GCM","ciphertext":"YDS3lKPaC4Y52Gf3uhft5qUBlIa8b428AWTtTauHQfQrRw+X1WpiuHIDy0vo1Vd6VEq67aVyqPdDYMkRVSDaZL3iZttevRMOoPKMifozg6XPWjIZumks/GpT48lI4NizyeaqLBokNebthah3o1H76qSlO9NkDjp9bzmKLEYYH9TEklFUpsvPqOTOcgSLgh21YJXYR7dEBXFgRLiNIKRgO5JdXh1hccRUAlyVWxE54PXpnQ==","associated_data":"payscore","nonce":"Kj7QIyUiYx1q"}}';
const v5Signature =
  'tJHIiIS9eB2hAYstmAmbbD3ZE5LiIm/Ug5tuL4fC0YOFRWIHV39UFIZXC0e9Wl6lBu6sKvkqDkzpqzBsVHyXFlbYZTOQrVdG4b6LfTnK4mikv9++ixJMd3vTf2yCqvBkh98zs3Ds5zsYQakzbcwhmw4fMJs4nPLws28H0UW9FjDR//rxELLwXvV1VEA1IBLX70xptjL8hrfUjEE8kkry6yNJTHZRU8CAc7qHli2Ng1V1qb9ARbK8A3ThmFmPQvRGrapI/jS2laKKgYUmfdEdkNO6B2Cke5e8VTxY406ArAmQ90GAihDwIcb16TQMnzCMBoutnwZKNiKRACrFmtxw2Q==';
const v5PublicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2VCTd91fnUn73Xy9DLvt
/V62TVxRTEEstVdeRaZ3B3leO0pldE806mXO4RwdHXagHQ4vGeZN0yqm++rDsGK+
U3AH7kejyD2pXshNP9Cq5YwbptiLGtjcquw4HNxJQUOmDeJf2vg6byms9RUipiq4
SzbJKqJFlUpbuIPDpSpWz10PYmyCNeDGUUK65E5h2B834uxl1zNLYQCrkdBzb8oU
xwYeP5a2DNxmjL5lsJML7DGr5znsevnoqGRwTm9fxCGfy8wus7hwKz6clt3Whmmd
a7UAdb1c08hEQFVRbF14AR73xbnd8N0obCWJPCbzMCtkaSef4FdEEgEXJiw0VAJT
8wIDAQAB
-----END PUBLIC KEY-----`;
const v6Signature =
  'BKyAfU4iMCuvXMXS0Wzam3V/cnxZ+JaqigPM5OhljS2iOT95OO6Fsuml2JkFANJU9K6q9bLlDhPXuoVz+pp4hAm6pHU4ld815U4jsKu1RkyaII+1CYBUYC8TK0XtJ8FwUXXz8vZHh58rrAVN1XwNyvD1vfpxrMT4SL536GLwvpUHlCqIMzoZUguLli/K8V29QiOhuH6IEqLNJn8e9b3nwNcQ7be3CzYGpDAKBfDGPCqCv8Rw5zndhlffk2FEA70G4hvMwe51qMN/RAJbknXG23bSlObuTCN7Ndj1aJGH6/L+hdwfLpUtJm4QYVazzW7DFD27EpSQEqA8bX9+8m1rLg==';
const v8Ciphertext =
  'Qqsluo7R1IZyAqdkm/jBzwXDP5VndCwwFbRA+yILFTYciZzrRChQIQ7SKuI2k3YSR5auB3ZspdjR1WPB3PTCKe6BCFx3NnaPWhSwonYTmW8ZseXjkbcYSbKL5O/6dr6Zftg3t2A2FUd97acjM1fr2EIvIvRieQ3Hl8qVkDBY9520wm1rzvePUnxQWN70RZiBcqr7O7Gb0gU3l7FkvoUFSbY44HgDJetmVow3yGIV3Tcd45o2MNQ+5F1qvjIjb3/6dkGKce4/kNTYraUMO6o6kfFXlfg+bFRIiz8hiUpbToWdu7g0R5Hq0/YIE5vw/5Ms4gbk2HIQIfOLkY8sEPjYHA==';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};
const javaKey = right(apiV3Key('a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb'));

describe('published vectors (v3-rules.md §12.1)', () => {
  it('V1: v2 MD5 and HMAC-SHA256', () => {
    const members = {
      appid: 'wxd930ea5d5a258f4f',
      body: 'test',
      device_info: '1000',
      mch_id: '10000100',
      nonce_str: 'ibuaiVcKdpRxkhJA',
    };
    const key = '192006250b4c09247ec02edce69f6a2d';
    const md5 = '9A0A8659F005D6984697E2CA0A9CF3B7';
    const hmac = '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6';
    expect(signV2(members, key, 'MD5')).toBe(md5);
    expect(signV2(members, key, 'HMAC-SHA256')).toBe(hmac);
    expect(verifyV2({ ...members, sign: md5 }, key, 'MD5')).toBe(true);
    expect(verifyV2({ ...members, sign: md5 }, key, 'HMAC-SHA256')).toBe(false);
  });

  it('V2: AES-256-GCM both ways', () => {
    const resource = encryptResource(javaKey, {
      plaintext: utf8('message'),
      nonce: 'uluk4a9R25RW',
      associatedData: 'associatedData',
    });
    expect(resource.ciphertext).toBe('ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=');
    expect(readUtf8(right(decryptResource([javaKey], resource)))).toBe('message');
  });

  it('V3: the answer of GET /v3/certificates becomes a key of the ring', () => {
    const encrypt_certificate = {
      algorithm: 'AEAD_AES_256_GCM',
      nonce: '14b16c03dc1b',
      associated_data: 'certificate',
      ciphertext: v3Ciphertext,
    };
    const pem = right(decryptResource([javaKey], encrypt_certificate));
    expect(sha256(pem)).toBe('8693813ac0735cb54b6e67f25086a5924c103712255b8857049b8e502d564eb4');

    const listed = {
      serial_no: '5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC',
      effective_time: '2023-09-19T23:15:58+08:00',
      expire_time: '2028-09-17T23:15:58+08:00',
      encrypt_certificate,
    };
    const [key] = right(readCertificates([javaKey], answer([listed])));
    expect(key).toMatchObject({
      serial: listed.serial_no,
      kind: 'certificate',
      notBeforeMs: Date.parse(listed.effective_time),
      expiresAtMs: Date.parse(listed.expire_time),
    });
    const renamed = { ...listed, serial_no: '5DEA10EF55877E3CF6C33255C2E7DEFFF7E427ED' };
    expect(readCertificates([javaKey], answer([renamed]))).toMatchObject({ left: { type: 'SerialMismatch' } });
  });

  it('V4: RSA-SHA256 verification with the key of a Java SDK certificate', () => {
    const key = createPublicKey(v4PublicKey);
    expect(verifyRsa(key, utf8('message'), v4Signature)).toBe(true);
    expect(verifyRsa(key, utf8('message '), v4Signature)).toBe(false);
  });

  it('V5: a full signed callback verifies; its 16-byte key is AES-128 and refused', () => {
    const body = utf8(v5Body);
    const timestamp = '1624523846';
    const nonce = 'EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz';
    expect([body.length, sha256(body)]).toEqual([
      568,
      'b6fdfc5e4afdc463950d873c4fdc3c494df05965016225c6a1e8e2e887cdc94d',
    ]);
    const text = answerText({ timestamp, nonce, body });
    expect([text.length, sha256(text)]).toEqual([
      613,
      'd2c90663606e98fc711012c768a5150ff0f953e4bccecc69395f4fe977dc4257',
    ]);

    const ring = createKeyRing([right(publicKeyToVerificationKey('D7CE59D1F522D701', v5PublicKey))]);
    const headers = {
      'wechatpay-timestamp': [timestamp],
      'wechatpay-nonce': [nonce],
      'wechatpay-serial': ['D7CE59D1F522D701'],
      'wechatpay-signature': [v5Signature],
    };
    const verified = right(verifyAnswer(ring, headers, body, 1_624_523_846_000));
    const envelope = right(decodeVerified(NoticeEnvelope)(verified));
    expect(envelope).toMatchObject({ event_type: 'PAYSCORE.USER_OPEN_SERVICE', summary: '签约成功' });

    const { ciphertext, nonce: gcmNonce, associated_data } = envelope.resource;
    const plaintext = openAes128('testMchAPIv3Key0', gcmNonce, associated_data ?? '', ciphertext);
    expect(plaintext).toBe(
      '{"mchid":"1234567890","appid":"054aa7d7a2a54ab5898df65bd96f001c",' +
        '"create_time":"2020-06-30T12:12:00+08:00","out_contract_code":"21640bdbd08e473e828f3206a2741c6e"}',
    );
    expect(apiV3Key('testMchAPIv3Key0')).toEqual(E.left({ type: 'ApiV3KeyInvalid', bytes: 16 }));
  });

  it('V6: RSA-SHA256 verification with the key of the Go SDK', () => {
    const key = createPublicKey(v5PublicKey);
    expect(verifyRsa(key, utf8('source'), v6Signature)).toBe(true);
    expect(verifyRsa(createPublicKey(v4PublicKey), utf8('source'), v6Signature)).toBe(false);
  });

  it('V7: a 16-byte key decrypts in plain Node only; ours refuses the key', () => {
    const opened = openAes128(
      'testAPIv3Key0000',
      'wCq51qZv4Yfg',
      'Dl56FrqWQJF1t9LtC3vEUsniZKvbqdR8',
      'FsdXzxryWfKwvLJKf8LG/ToRPTRh8RN9wROC',
    );
    expect(opened).toBe('Hello World');
    expect(apiV3Key('testAPIv3Key0000')).toEqual(E.left({ type: 'ApiV3KeyInvalid', bytes: 16 }));
  });

  it('V8: OAEP-SHA1: the published ciphertext has our shape, an own key pair makes the round trip', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const ours = right(encryptField(publicKey, 'plaintext', new Uint8Array(20).fill(7)));
    expect(decodeBase64(v8Ciphertext, 1024)?.length).toBe(256);
    expect(ours.length).toBe(v8Ciphertext.length);
    expect(decryptField(privateKey, ours)).toEqual(E.right('plaintext'));
    expect(decryptField(privateKey, v8Ciphertext)).toEqual(E.left({ type: 'FieldUndecryptable' }));
  });

  it.each([
    {
      source: 'v3 signature page',
      text: ['GET', '/v3/certificates', '1554208460', '593BEC0C930BF1AFEB40B4A08C8FB242', ''] as const,
      bytes: 66,
      digest: 'fab5c8a222049f386cb01453c7dc712c7997e756271557b0ef6e2e5060575373',
    },
    {
      source: 'Java WechatPay2CredentialTest',
      text: [
        'GET',
        '/v3/pay/transactions/id/1217752501201407033233368018?mchid=1230000109',
        '1652750623',
        'eBYqCOxa0QudMnPvVilkTzOg3gHh5Z3u',
        '',
      ] as const,
      bytes: 119,
      digest: '287dfdf96f9d72417f6109e56a3232be66e7de08346fce44cecef89d9ed8f6fa',
    },
    {
      source: 'Go credentials test',
      text: ['POST', '/v3/certificates', '1624523846', 'A1B2C3D4E5F6G7', 'Hello World!\n'] as const,
      bytes: 62,
      digest: 'fba90727954b30070d0de13823deebfaf531caf106c1a40b338086ea46b53e5f',
    },
  ])('V9: request text of the $source', ({ text: [method, target, timestamp, nonce, body], bytes, digest }) => {
    const text = requestText({ method, target, timestamp, nonce, body: utf8(body) });
    expect([text.length, sha256(text)]).toEqual([bytes, digest]);
  });

  it('V9: answer text of the public-key page', () => {
    const text = answerText({
      timestamp: '1722850421',
      nonce: 'd824f2e086d3c1df967785d13fcd22ef',
      body: utf8('{"code_url":"weixin://wxpay/bizpayurl?pr=JyC91EIz1"}'),
    });
    expect([text.length, sha256(text)]).toEqual([
      97,
      '2f190612debde9369868489ccda12b9b816381eb5632a8abb73bfe80b6dbd5da',
    ]);
  });

  it('V9: Authorization members in the order of the Go credentials test', () => {
    const header = authorizationHeader({ mchid: 'm', nonce: 'n', timestamp: '1', serialNo: 'S', signature: 'c2ln' });
    expect(header).toBe(
      'WECHATPAY2-SHA256-RSA2048 mchid="m",nonce_str="n",timestamp="1",serial_no="S",signature="c2ln"',
    );
  });
});

const answer = (data: readonly unknown[]) => ({ status: 200, body: utf8(JSON.stringify({ data })) });

const openAes128 = (key: string, nonce: string, associated: string, ciphertext: string): string => {
  const sealed = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAAD(utf8(associated));
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
};
