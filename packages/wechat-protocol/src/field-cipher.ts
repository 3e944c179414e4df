import { constants, createHash, privateDecrypt, publicEncrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { concatBytes, readUtf8, utf8 } from './bytes.ts';

/** The seed of one encryption: 20 fresh random bytes. Handed in, so that a simulation can repeat its bytes. */
export const fieldSeedBytes = 20;

export type FieldTooLong = { readonly type: 'FieldTooLong'; readonly bytes: number; readonly bytesMax: number };
export type FieldUndecryptable = { readonly type: 'FieldUndecryptable' };

/**
 * Encrypts a sensitive field (RSAES-OAEP, SHA-1, MGF1-SHA-1, empty label; `v3-rules.md` §6) to base64. At most 214 bytes of
 * UTF-8 with RSA-2048. A seed of the wrong length is a programmer error and throws.
 */
export const encryptField = (publicKey: KeyObject, text: string, seed: Uint8Array): E.Either<FieldTooLong, string> => {
  if (seed.length !== fieldSeedBytes) throw new RangeError('seed must have 20 bytes');
  const message = utf8(text);
  const modulusBytes = Math.ceil((publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  const bytesMax = modulusBytes - 2 * hashBytes - 2;
  if (message.length > bytesMax) return E.left({ type: 'FieldTooLong', bytes: message.length, bytesMax });
  const padded = oaepPad(message, modulusBytes, seed);
  return E.right(encodeBase64(publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, padded)));
};

/** Decrypts with the private key that belongs to the certificate or public key named in `Wechatpay-Serial`. Never throws. */
export const decryptField = (privateKey: KeyObject, ciphertext: string): E.Either<FieldUndecryptable, string> => {
  const bytes = decodeBase64(ciphertext, ciphertextBytesMax);
  if (bytes === undefined) return E.left({ type: 'FieldUndecryptable' });
  try {
    const key = { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    const text = readUtf8(privateDecrypt(key, bytes));
    return text === undefined ? E.left({ type: 'FieldUndecryptable' }) : E.right(text);
  } catch {
    return E.left({ type: 'FieldUndecryptable' });
  }
};

const hashBytes = 20;
const ciphertextBytesMax = 1024;

const sha1 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha1').update(bytes).digest());

/** EME-OAEP encoding of RFC 8017 §7.1.1: Node's own draws its seed where no one can hand it in. */
const oaepPad = (message: Uint8Array, modulusBytes: number, seed: Uint8Array): Uint8Array => {
  const fillBytes = modulusBytes - message.length - 2 * hashBytes - 2;
  const block = concatBytes(sha1(new Uint8Array()), new Uint8Array(fillBytes), Uint8Array.of(1), message);
  const maskedBlock = xor(block, mask(seed, block.length));
  const maskedSeed = xor(seed, mask(maskedBlock, hashBytes));
  return concatBytes(Uint8Array.of(0), maskedSeed, maskedBlock);
};

/** MGF1 with SHA-1. */
const mask = (seed: Uint8Array, bytes: number): Uint8Array => {
  const rounds = Array.from({ length: Math.ceil(bytes / hashBytes) }, (_, round) =>
    sha1(concatBytes(seed, Uint8Array.of(0, 0, round >> 8, round & 0xff))),
  );
  return concatBytes(...rounds).subarray(0, bytes);
};

const xor = (left: Uint8Array, right: Uint8Array): Uint8Array => left.map((byte, index) => byte ^ (right[index] ?? 0));
