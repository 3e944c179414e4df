import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { decodePublicKey, encodePublicKey } from './ed25519.ts';
import { unreadable } from './fields.ts';
import type { Unreadable } from './fields.ts';

/** The answer of `GET /v1/devices/ack-keys`: the keys whose acknowledgements count, old ones kept while rotating. */
export const AckKeysDocument = t.type({
  keys: t.array(t.type({ keyId: t.string, algorithm: t.literal('Ed25519'), publicKey: t.string })),
});
export type AckKeysDocument = t.TypeOf<typeof AckKeysDocument>;

export const ackKeysDocument = (keys: ReadonlyMap<string, KeyObject>): AckKeysDocument => ({
  keys: [...keys].map(([keyId, key]) => ({ keyId, algorithm: 'Ed25519', publicKey: encodePublicKey(key) })),
});

export const readAckKeys = (document: unknown): E.Either<Unreadable, ReadonlyMap<string, KeyObject>> => {
  const decoded = AckKeysDocument.decode(document);
  if (E.isLeft(decoded)) return unreadable('not an ack-keys document');
  const keys = new Map<string, KeyObject>();
  for (const { keyId, publicKey } of decoded.right.keys) {
    const key = decodePublicKey(publicKey);
    if (E.isLeft(key)) return key;
    keys.set(keyId, key.right);
  }
  return E.right(keys);
};
