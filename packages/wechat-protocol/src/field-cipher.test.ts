import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { decryptField, encryptField } from './field-cipher.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const seed = new Uint8Array(20).fill(9);
const undecryptable = E.left({ type: 'FieldUndecryptable' });

describe('field cipher (v3-rules.md §6)', () => {
  it('takes 214 bytes and no more; bytes count, not characters', () => {
    expect(E.isRight(encryptField(publicKey, 'x'.repeat(214), seed))).toBe(true);
    expect(encryptField(publicKey, 'x'.repeat(215), seed)).toEqual(
      E.left({ type: 'FieldTooLong', bytes: 215, bytesMax: 214 }),
    );
    expect(E.isLeft(encryptField(publicKey, '餐'.repeat(72), seed))).toBe(true);
  });

  it('gives the same bytes for the same seed and others for another', () => {
    const other = encryptField(publicKey, '张三', new Uint8Array(20).fill(8));
    expect(encryptField(publicKey, '张三', seed)).toEqual(encryptField(publicKey, '张三', seed));
    expect(encryptField(publicKey, '张三', seed)).not.toEqual(other);
    expect(() => encryptField(publicKey, '张三', new Uint8Array(19))).toThrow(RangeError);
  });

  it('reads what Node pads itself', () => {
    const key = { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    expect(decryptField(privateKey, publicEncrypt(key, utf8('张三')).toString('base64'))).toEqual(E.right('张三'));
  });

  it('INV-89: any field survives, read by ours and by plain Node; one flipped byte does not', () => {
    const text = fc.string({ maxLength: 50, unit: 'grapheme' }).filter((each) => utf8(each).length <= 214);
    const seeds = fc.uint8Array({ minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(text, seeds, fc.nat(255), (plain, any, at) => {
        const sealed = pipe(
          encryptField(publicKey, plain, any),
          E.getOrElseW(() => expect.fail('too long')),
        );
        const bytes = Buffer.from(sealed, 'base64');
        expect(decryptField(privateKey, sealed)).toEqual(E.right(plain));
        expect(privateDecrypt({ key: privateKey, oaepHash: 'sha1' }, bytes).toString()).toBe(plain);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        expect(decryptField(privateKey, bytes.toString('base64'))).toEqual(undecryptable);
      }),
      { numRuns: 20 },
    );
  });

  it.each(['', 'AAAA', 'not base64', 'A'.repeat(1_000_000)])('INV-96: refuses what is no ciphertext (%#)', (text) => {
    expect(decryptField(privateKey, text)).toEqual(undecryptable);
  });
});
