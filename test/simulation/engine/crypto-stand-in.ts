import nodeCrypto, { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Signatures as keyed hashes while a run lasts (`simulation.md` §3.3): a real one of Ed25519 costs 50 µs and its check 120,
 * more than everything else that a request does here. The hash covers the public key and the text, so that it fits no other
 * key and no changed text; that it could be computed by anybody matters to nobody in a simulation. Every twentieth
 * seed has the real ones. Production code imports `sign` and `verify` as ever: they are exchanged inside the module.
 */
export const withStandInSignatures = async <A>(run: () => Promise<A>): Promise<A> => {
  const { sign, verify } = nodeCrypto;
  nodeCrypto.sign = standInSign as typeof sign;
  nodeCrypto.verify = standInVerify as typeof verify;
  syncBuiltinESMExports();
  try {
    return await run();
  } finally {
    nodeCrypto.sign = sign;
    nodeCrypto.verify = verify;
    syncBuiltinESMExports();
  }
};

const standInSign = (_: unknown, text: Uint8Array, key: KeyObject): Buffer => signatureOf(text, key);
const standInVerify = (_: unknown, text: Uint8Array, key: KeyObject, signature: Uint8Array): boolean =>
  signatureOf(text, key).equals(signature);

const signatureOf = (text: Uint8Array, key: KeyObject): Buffer => {
  const { name, bytes } = identityOf(key);
  const short = hash('sha512', Buffer.concat([name, text]), 'buffer');
  return bytes === short.length ? short : Buffer.alloc(bytes, short);
};

interface Identity {
  readonly name: Buffer;
  /** Of a real signature. */
  readonly bytes: number;
}
const identities = new WeakMap<KeyObject, Identity>();

/** The same for both halves of a pair. */
const identityOf = (key: KeyObject): Identity => {
  const known = identities.get(key);
  if (known !== undefined) return known;
  const { x, n } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  const bytes = x === undefined ? Buffer.from(n ?? '', 'base64url').length : 64;
  const identity = { name: Buffer.from(`${x ?? n}\n`), bytes };
  identities.set(key, identity);
  return identity;
};
