import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { readBase64, unreadable } from './fields.ts';
import type { Unreadable } from './fields.ts';

/** Whether `signature` is the Ed25519 signature of `bytes`. One type for both ways of running it. */
export type VerifySignature = (publicKey: KeyObject, bytes: Uint8Array, signature: Uint8Array) => Promise<boolean>;
/** The Ed25519 signature of `bytes`, 64 bytes. */
export type SignBytes = (privateKey: KeyObject, bytes: Uint8Array) => Promise<Uint8Array>;

/** In the calling thread: for the simulator, where nothing may finish on its own. */
export const verifyEd25519Sync: VerifySignature = (publicKey, bytes, signature) =>
  Promise.resolve(verify(null, bytes, publicKey, signature));

/** In libuv's thread pool: for servers, where 500 checks must not hold the event loop. */
export const verifyEd25519Pool: VerifySignature = (publicKey, bytes, signature) =>
  new Promise((resolve, reject) => {
    verify(null, bytes, publicKey, signature, (error, valid) => (error ? reject(error) : resolve(valid)));
  });

export const signEd25519Sync: SignBytes = (privateKey, bytes) => Promise.resolve(sign(null, bytes, privateKey));

export const signEd25519Pool: SignBytes = (privateKey, bytes) =>
  new Promise((resolve, reject) => {
    sign(null, bytes, privateKey, (error, signature) => (error ? reject(error) : resolve(signature)));
  });

// RFC 8410: a raw 32-byte key behind these bytes is its DER form.
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** How a public key is written in enrolments and in the ack-keys document: base64 of the raw 32 bytes. */
export const encodePublicKey = (publicKey: KeyObject): string =>
  publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length).toString('base64');

export const decodePublicKey = (text: string): E.Either<Unreadable, KeyObject> => {
  const raw = readBase64(text);
  if (E.isLeft(raw)) return raw;
  if (raw.right.length !== 32) return unreadable('an Ed25519 public key has 32 bytes');
  try {
    return E.right(createPublicKey({ key: Buffer.concat([spkiPrefix, raw.right]), format: 'der', type: 'spki' }));
  } catch {
    return unreadable('not an Ed25519 public key');
  }
};

/** Parsed once: a terminal's key is asked for with each of its requests and vouchers. Nothing for text that is no key. */
export const createPublicKeys = (): ((text: string) => KeyObject | undefined) => {
  const keys = new Map<string, KeyObject | undefined>();
  return (text) => {
    if (!keys.has(text)) keys.set(text, E.getOrElse(() => undefined as KeyObject | undefined)(decodePublicKey(text)));
    return keys.get(text);
  };
};

export interface Ed25519KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The key pair of a 32-byte seed (RFC 8032 §5.1.5). Throws on any other length. */
export const keyPairFromSeed = (seed: Uint8Array): Ed25519KeyPair => {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes');
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
};
