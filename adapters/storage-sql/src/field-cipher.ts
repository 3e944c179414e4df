import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

/** Encrypts the personal part of a row; `place` (kind, organization, key) is authenticated, so nothing can be moved. */
export interface FieldCipher {
  readonly seal: (plain: Uint8Array, place: string) => Uint8Array;
  /** Throws where the key is unknown or the bytes were changed. */
  readonly open: (sealed: Uint8Array, place: string) => Uint8Array;
}

/**
 * AES-256-GCM with keys written `keyId:base64` (32 bytes), the newest first: it seals, every one of them opens, so keys
 * rotate while running (INV-89). Missing, short or doubled keys throw (INV-95). What is sealed reads
 * `length of the key id (1 byte) | key id | nonce | ciphertext | tag`; nonces are 12 bytes of the given random source.
 */
export const createFieldCipher = (
  fieldKeys: readonly string[],
  randomBytes: (count: number) => Uint8Array,
): FieldCipher => {
  const keys = new Map(fieldKeys.map(parseKey));
  const [newest] = keys;
  if (newest === undefined) throw new Error('no field key: give at least one as keyId:base64 of 32 bytes');
  if (keys.size !== fieldKeys.length) throw new Error('two field keys under one id');
  const [newestId, newestKey] = newest;
  const head = Buffer.from([newestId.length, ...Buffer.from(newestId, 'latin1')]);
  const nextNonce = createNonces(randomBytes);
  return {
    seal: (plain, place) => {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', newestKey, nonce).setAAD(Buffer.from(place));
      // GCM is as long as what it hides: nothing is left for `final` to give.
      const hidden = cipher.update(plain);
      cipher.final();
      const sealed = Buffer.allocUnsafe(head.length + nonceBytes + hidden.length + tagBytes);
      head.copy(sealed);
      sealed.set(nonce, head.length);
      hidden.copy(sealed, head.length + nonceBytes);
      cipher.getAuthTag().copy(sealed, sealed.length - tagBytes);
      return sealed;
    },
    open: (sealed, place) => {
      const whole = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const idEnd = 1 + (whole[0] ?? 0);
      const key = keys.get(whole.toString('latin1', 1, idEnd));
      if (key === undefined) throw new Error('sealed under a field key that is not configured');
      const bytes = whole.subarray(idEnd);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-tagBytes));
      const plain = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
      decipher.final(); // throws where the tag does not fit; only then may anybody see the text
      return plain;
    },
  };
};

/** Asked for many at a time: each asking costs as much as sealing. */
const createNonces = (randomBytes: (count: number) => Uint8Array): (() => Uint8Array) => {
  let left: Uint8Array = new Uint8Array();
  return () => {
    if (left.length === 0) left = randomBytes(noncesAtOnce * nonceBytes);
    const nonce = left.subarray(0, nonceBytes);
    left = left.subarray(nonceBytes);
    return nonce;
  };
};

const noncesAtOnce = 256;
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

const parseKey = (text: string): readonly [string, KeyObject] => {
  const parts = /^([0-9A-Za-z_-]{1,32}):([0-9A-Za-z+/]+={0,2})$/u.exec(text);
  const key = Buffer.from(parts?.[2] ?? '', 'base64');
  // The words must not carry the key itself.
  if (parts === null || key.length !== keyBytes) throw new Error('a field key must be keyId:base64 of 32 bytes');
  return [parts[1] ?? '', createSecretKey(key)];
};
