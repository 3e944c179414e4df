import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

/** Encrypts single text fields; `place` (kind, organization, key, field) is authenticated, so no field can be moved. */
export interface FieldCipher {
  readonly seal: (plain: string, place: string) => string;
  /** Throws where the key is unknown or the text was changed. */
  readonly open: (sealed: string, place: string) => string;
}

/**
 * AES-256-GCM with keys written `keyId:base64` (32 bytes), the newest first: it seals, every one of them opens, so keys
 * rotate while running (INV-89). Missing, short or doubled keys throw (INV-95). A sealed field reads
 * `keyId.base64url(nonce | ciphertext | tag)`; nonces are 12 bytes of the given random source.
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
  return {
    seal: (plain, place) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', newestKey, nonce).setAAD(Buffer.from(place));
      const text = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${newestId}.${text.toString('base64url')}`;
    },
    open: (sealed, place) => {
      const [id = '', text = ''] = sealed.split('.', 2);
      const key = keys.get(id);
      if (key === undefined) throw new Error('sealed under a field key that is not configured');
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8');
    },
  };
};

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
