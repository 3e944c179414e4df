import { generateKeyPairSync } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { describe, expect, it } from 'vitest';
import { apiV3Key, encryptResource } from './aead.ts';
import { utf8 } from './bytes.ts';
import { certificateToVerificationKey, publicKeyToVerificationKey, readCertificates } from './certificates.ts';

// A listed certificate that decrypts is in published-vectors.test.ts (V3).
const key = pipe(
  apiV3Key('0123456789abcdefghijklmnopqrstuv'),
  E.getOrElseW(() => expect.fail('not 32 bytes')),
);
const answer = (status: number, body: unknown) => ({ status, body: utf8(JSON.stringify(body)) });
const listing = (pem: string) => ({
  data: [
    {
      serial_no: 'AB',
      encrypt_certificate: encryptResource(key, {
        plaintext: utf8(pem),
        nonce: '0123456789ab',
        associatedData: 'certificate',
      }),
    },
  ],
});

describe('readCertificates (v3-rules.md §4)', () => {
  it.each([
    [200, { data: [] }],
    [404, { code: 'RESOURCE_NOT_EXISTS', message: '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥' }],
    [404, { code: 'NOT_FOUND' }],
  ])('%i %o: a merchant without platform certificates', (status, body) => {
    expect(readCertificates([key], answer(status, body))).toEqual(E.right([]));
  });

  it.each([
    [404, { code: 'ORDER_NOT_EXIST' }],
    [401, { code: 'SIGN_ERROR' }],
    [500, { code: 'SYSTEM_ERROR' }],
    [204, {}],
  ])('%i %o is no list', (status, body) => {
    expect(readCertificates([key], answer(status, body))).toEqual(E.left({ type: 'CertificatesUnavailable', status }));
  });

  it('INV-55: a list that does not decrypt, or holds no certificate, gives no keys at all', () => {
    expect(readCertificates([], answer(200, listing('x')))).toEqual(E.left({ type: 'TagMismatch' }));
    expect(readCertificates([key], answer(200, listing('x')))).toMatchObject({
      left: { type: 'CertificateMalformed' },
    });
    expect(readCertificates([key], answer(200, { data: null }))).toMatchObject({ left: { type: 'WireMismatch' } });
    expect(readCertificates([key], { status: 200, body: utf8('{') })).toMatchObject({ left: { type: 'JsonRefused' } });
  });
});

describe('keys from PEM', () => {
  it('takes RSA public keys only', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    const curve = generateKeyPairSync('ed25519').publicKey;
    const pemOf = (each: typeof rsa) => each.export({ type: 'spki', format: 'pem' }).toString();
    expect(publicKeyToVerificationKey('PUB_KEY_ID_1', pemOf(rsa))).toMatchObject({
      right: { serial: 'PUB_KEY_ID_1', kind: 'publicKey' },
    });
    for (const pem of [pemOf(curve), '', 'x'.repeat(10_000)]) {
      expect(publicKeyToVerificationKey('P', pem)).toMatchObject({ left: { type: 'CertificateMalformed' } });
      expect(certificateToVerificationKey(pem)).toMatchObject({ left: { type: 'CertificateMalformed' } });
    }
  });
});
