import * as E from 'fp-ts/lib/Either.js';
import { answerSignatureType, answerText, signatureHeaders } from './answer-signature.ts';
import { readHeader } from './http-message.ts';
import type { HeaderLists } from './http-message.ts';
import type { KeyRing, VerificationKey } from './key-ring.ts';
import { readSignature, verifyRsa } from './signing.ts';

const verified: unique symbol = Symbol('verified');

/** Bytes whose signature held. Only `verifyAnswer` makes one, so a decoder that asks for it cannot run too early (INV-45). */
export interface Verified {
  readonly [verified]: true;
  readonly body: Uint8Array;
  /** The key that verified it. */
  readonly serial: string;
  readonly signedAtMs: number;
}

export type SignatureRefusal =
  | { readonly type: 'HeaderMissing' | 'HeaderRepeated'; readonly header: string }
  | { readonly type: 'SignatureTypeUnsupported' }
  | { readonly type: 'TimestampMalformed' }
  /** Positive skew: the timestamp lies in our future. */
  | { readonly type: 'TimestampOutsideWindow'; readonly skewMs: number }
  | { readonly type: 'SerialUnknown' | 'KeyExpired' | 'KeyNotYetValid'; readonly serial: string }
  | { readonly type: 'SignatureMalformed' }
  /** `probe`: WeChat's deliberate test (INV-47); refused like any other, only counted apart. */
  | { readonly type: 'SignatureWrong'; readonly probe: boolean };

/** A timestamp this far from our clock or farther, in either direction, is refused (INV-46). */
export const signatureWindowMs = 300_000;

/**
 * Verifies a response or notice over its raw bytes. Order of checks (`v3-rules.md` §3): headers, window, key, signature.
 * `SerialUnknown` is the caller's cue to refresh certificates (at most once a minute, INV-55) and ask again.
 */
export const verifyAnswer = (
  ring: KeyRing,
  headers: HeaderLists,
  body: Uint8Array,
  nowMs: number,
): E.Either<SignatureRefusal, Verified> => {
  const read = readSignatureHeaders(headers);
  if (E.isLeft(read)) return read;
  const { timestamp, nonce, serial, signature } = read.right;

  const signedAtMs = readTimestampMs(timestamp);
  if (signedAtMs === undefined) return E.left({ type: 'TimestampMalformed' });
  const skewMs = signedAtMs - nowMs;
  // Written so that a clock of NaN refuses as well.
  if (!(Math.abs(skewMs) < signatureWindowMs)) return E.left({ type: 'TimestampOutsideWindow', skewMs });

  const key = ring.find(serial);
  if (key === undefined) return E.left({ type: 'SerialUnknown', serial });
  const unusable = whyUnusable(key, nowMs);
  if (unusable !== undefined) return E.left({ type: unusable, serial });

  if (!verifyRsa(key.publicKey, answerText({ timestamp, nonce, body }), signature)) return E.left(whyWrong(signature));
  return E.right({ [verified]: true, body, serial, signedAtMs });
};

const readSignatureHeaders = (
  headers: HeaderLists,
): E.Either<SignatureRefusal, Record<'timestamp' | 'nonce' | 'serial' | 'signature', string>> => {
  const found = { timestamp: '', nonce: '', serial: '', signature: '' };
  for (const part of ['timestamp', 'nonce', 'serial', 'signature'] as const) {
    const header = signatureHeaders[part];
    const reading = readHeader(headers, header);
    if (reading.type === 'Missing') return E.left({ type: 'HeaderMissing', header });
    if (reading.type === 'Repeated') return E.left({ type: 'HeaderRepeated', header });
    found[part] = reading.value;
  }
  const kind = readHeader(headers, signatureHeaders.signatureType);
  if (kind.type === 'Repeated') return E.left({ type: 'HeaderRepeated', header: signatureHeaders.signatureType });
  if (kind.type === 'One' && kind.value !== answerSignatureType) return E.left({ type: 'SignatureTypeUnsupported' });
  return E.right(found);
};

/** Unix seconds in plain decimal digits, as milliseconds; undefined for `NaN`, signs, hex, exponents, 13 digits (BAD-8). */
export const readTimestampMs = (timestamp: string): number | undefined =>
  /^(0|[1-9]\d{0,10})$/.test(timestamp) ? Number(timestamp) * 1000 : undefined;

const whyUnusable = (key: VerificationKey, nowMs: number): 'KeyExpired' | 'KeyNotYetValid' | undefined => {
  if (key.expiresAtMs !== undefined && nowMs >= key.expiresAtMs) return 'KeyExpired';
  if (key.notBeforeMs !== undefined && nowMs < key.notBeforeMs) return 'KeyNotYetValid';
  return undefined;
};

const whyWrong = (signature: string): SignatureRefusal => {
  const probe = signature.startsWith('WECHATPAY/SIGNTEST/');
  if (!probe && readSignature(signature) === undefined) return { type: 'SignatureMalformed' };
  return { type: 'SignatureWrong', probe };
};
