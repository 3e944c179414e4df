import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiV3Key, decryptResource, encryptResource } from './aead.ts';
import type { ApiV3Key } from './aead.ts';
import { encodeBase64 } from './base64.ts';
import { utf8 } from './bytes.ts';

const keyOf = (text: string): ApiV3Key => {
  const key = apiV3Key(text);
  if (E.isLeft(key)) throw new Error('not 32 bytes');
  return key.right;
};
const key = keyOf('0123456789abcdefghijklmnopqrstuv');
const next = keyOf('vutsrqponmlkjihgfedcba9876543210');
const sealed = encryptResource(key, { plaintext: utf8('{"a":1}'), nonce: '0123456789ab', associatedData: 'facepay' });

describe('apiV3Key', () => {
  it.each([0, 16, 24, 31, 33])('refuses a key of %i bytes', (bytes) => {
    expect(apiV3Key('k'.repeat(bytes))).toEqual(E.left({ type: 'ApiV3KeyInvalid', bytes }));
  });

  it('counts bytes, not characters, and shows no key material when logged', () => {
    expect(apiV3Key(`钥${'k'.repeat(31)}`)).toEqual(E.left({ type: 'ApiV3KeyInvalid', bytes: 34 }));
    expect(JSON.stringify(key)).not.toContain('0123456789');
  });
});

describe('decryptResource', () => {
  it.each([
    ['AlgorithmUnsupported', { algorithm: 'AEAD_AES_128_GCM' }],
    ['AlgorithmUnsupported', { algorithm: 'none' }],
    ['NonceMalformed', { nonce: '0123456789a' }],
    ['NonceMalformed', { nonce: '0123456789abcdef' }],
    ['NonceMalformed', { nonce: '钥'.repeat(12) }],
    ['CiphertextMalformed', { ciphertext: 'not base64!' }],
    ['CiphertextTooShort', { ciphertext: encodeBase64(new Uint8Array(15)) }],
    ['TagMismatch', { associated_data: 'transaction' }],
    ['TagMismatch', { nonce: '0123456789ac' }],
  ] as const)('INV-46: %s for %o', (type, change) => {
    expect(decryptResource([key], { ...sealed, ...change })).toEqual(E.left({ type }));
  });

  it('INV-56: of two keys either one opens; INV-48: no key opens nothing', () => {
    expect(decryptResource([next, key], sealed)).toEqual(E.right(utf8('{"a":1}')));
    expect(decryptResource([next], sealed)).toEqual(E.left({ type: 'TagMismatch' }));
    expect(decryptResource([], sealed)).toEqual(E.left({ type: 'TagMismatch' }));
  });

  it('reads missing, null and empty associated data alike', () => {
    const { associated_data: _, ...bare } = encryptResource(key, {
      plaintext: utf8('x'),
      nonce: '0123456789ab',
      associatedData: '',
    });
    expect(decryptResource([key], bare)).toEqual(E.right(utf8('x')));
    expect(decryptResource([key], { ...bare, associated_data: null })).toEqual(E.right(utf8('x')));
  });

  it('INV-46: opens exactly what was sealed, and nothing with one bit changed', () => {
    const nonce = fc.stringMatching(/^[0-9A-Za-z]{12}$/);
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 500 }),
        nonce,
        fc.string(),
        fc.nat(),
        fc.nat(7),
        (plaintext, iv, aad, at, bit) => {
          const resource = encryptResource(key, { plaintext, nonce: iv, associatedData: aad });
          expect(decryptResource([key], resource)).toEqual(E.right(plaintext));
          const bytes = Buffer.from(resource.ciphertext, 'base64');
          bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit);
          const changed = { ...resource, ciphertext: bytes.toString('base64') };
          expect(decryptResource([key], changed)).toEqual(E.left({ type: 'TagMismatch' }));
        },
      ),
    );
  });

  it('INV-96: arbitrary members are refused without an exception', () => {
    const resource = fc.record({
      algorithm: fc.constantFrom('AEAD_AES_256_GCM', ''),
      nonce: fc.string(),
      ciphertext: fc.oneof(fc.string(), fc.base64String()),
    });
    fc.assert(fc.property(resource, (any) => E.isLeft(decryptResource([key], any))));
  });
});
