import { sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { decodeBase64, encodeBase64 } from './base64.ts';

/** Signs bytes with SHA256-RSA (PKCS#1 v1.5); resolves to base64 on one line. `v3-rules.md` §2. */
export type Sign = (text: Uint8Array) => Promise<string>;

/** Signs on Node's thread pool: for servers under load. Rejects only if the key is no RSA private key. */
export const createRsaSigner =
  (privateKey: KeyObject): Sign =>
  (text) =>
    new Promise((resolve, reject) => {
      sign(algorithm, text, privateKey, (error, signature) => {
        if (error) reject(error);
        else resolve(encodeBase64(signature));
      });
    });

/** Signs in the calling thread and resolves at once: for simulations, where the pool would add real-time disorder. */
export const createRsaSignerSync =
  (privateKey: KeyObject): Sign =>
  async (text) =>
    encodeBase64(sign(algorithm, text, privateKey));

/** False for a wrong signature as well as for text that is no signature at all; never throws. `v3-rules.md` §3. */
export const verifyRsa = (publicKey: KeyObject, text: Uint8Array, signatureBase64: string): boolean => {
  const signature = readSignature(signatureBase64);
  if (signature === undefined || publicKey.asymmetricKeyType !== 'rsa') return false;
  try {
    return verify(algorithm, text, publicKey, signature);
  } catch {
    return false;
  }
};

/** The bytes of a signature, or undefined if it is empty, longer than any RSA signature or not strict base64. */
export const readSignature = (signatureBase64: string): Uint8Array | undefined =>
  signatureBase64 === '' ? undefined : decodeBase64(signatureBase64, signatureBytesMax);

/**
 * PKCS#1 v1.5 is what Node does with RSA keys unless told otherwise. Telling it costs 20 µs a call: a key inside an object
 * of options is looked for by an exception.
 */
const algorithm = 'RSA-SHA256';
const signatureBytesMax = 1024; // RSA-8192
