import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { concatBytes, plainBytes, utf8 } from './bytes.ts';

const apiV3KeyBrand: unique symbol = Symbol('ApiV3Key');

/** The merchant's APIv3 key: exactly 32 bytes, kept in a key object so that it does not end up in logs. */
export interface ApiV3Key {
  readonly [apiV3KeyBrand]: true;
  readonly secret: KeyObject;
}

export type ApiV3KeyInvalid = { readonly type: 'ApiV3KeyInvalid'; readonly bytes: number };

export const apiV3Key = (key: string | Uint8Array): E.Either<ApiV3KeyInvalid, ApiV3Key> => {
  const bytes = typeof key === 'string' ? utf8(key) : key;
  // A key of 16 bytes would work, silently, as AES-128: some SDK tests have such keys (V5, V7), no merchant has.
  if (bytes.length !== 32) return E.left({ type: 'ApiV3KeyInvalid', bytes: bytes.length });
  return E.right({ [apiV3KeyBrand]: true, secret: createSecretKey(bytes) });
};

/** An encrypted member as WeChat writes it. `v3-rules.md` §5. */
export interface EncryptedResource {
  readonly algorithm: string;
  /** 12 bytes as text. */
  readonly nonce: string;
  readonly associated_data?: string | null | undefined;
  /** Base64 of ciphertext and 16-byte tag. */
  readonly ciphertext: string;
}

export type DecryptionFailure = {
  readonly type:
    | 'AlgorithmUnsupported'
    | 'NonceMalformed'
    | 'CiphertextMalformed'
    | 'CiphertextTooShort'
    | 'TagMismatch';
};

/** Tries each key in turn: two while the APIv3 key is being changed (INV-56). No keys: nothing decrypts. Never throws. */
export const decryptResource = (
  keys: readonly ApiV3Key[],
  resource: EncryptedResource,
): E.Either<DecryptionFailure, Uint8Array> => {
  if (resource.algorithm !== aeadAlgorithm) return E.left({ type: 'AlgorithmUnsupported' });
  const nonce = utf8(resource.nonce);
  if (nonce.length !== nonceBytes) return E.left({ type: 'NonceMalformed' });
  const sealed = decodeBase64(resource.ciphertext, ciphertextBytesMax);
  if (sealed === undefined) return E.left({ type: 'CiphertextMalformed' });
  if (sealed.length < tagBytes) return E.left({ type: 'CiphertextTooShort' });
  const associated = utf8(resource.associated_data ?? '');
  for (const key of keys) {
    const plaintext = openWith(key.secret, nonce, associated, sealed);
    if (plaintext !== undefined) return E.right(plaintext);
  }
  return E.left({ type: 'TagMismatch' });
};

export interface ResourceToEncrypt {
  readonly plaintext: Uint8Array;
  /** 12 ASCII characters, never used twice with one key. */
  readonly nonce: string;
  readonly associatedData: string;
}

/** What WeChat does, and therefore our emulator. A nonce of another length is a programmer error and throws. */
export const encryptResource = (
  key: ApiV3Key,
  { plaintext, nonce, associatedData }: ResourceToEncrypt,
): Required<EncryptedResource> => {
  const nonceAsBytes = utf8(nonce);
  if (nonceAsBytes.length !== nonceBytes) throw new RangeError('nonce must have 12 bytes');
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonceAsBytes);
  cipher.setAAD(utf8(associatedData));
  const sealed = concatBytes(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
  return { algorithm: aeadAlgorithm, nonce, associated_data: associatedData, ciphertext: encodeBase64(sealed) };
};

export const aeadAlgorithm = 'AEAD_AES_256_GCM';
const nonceBytes = 12;
const tagBytes = 16;
const ciphertextBytesMax = 1024 * 1024;

const openWith = (secret: KeyObject, nonce: Uint8Array, associated: Uint8Array, sealed: Uint8Array) => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes });
    decipher.setAAD(associated);
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const plaintext = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
    const rest = decipher.final(); // throws unless the tag holds: nothing leaves before
    return rest.length === 0 ? plainBytes(plaintext) : concatBytes(plaintext, rest);
  } catch {
    return undefined;
  }
};
