import { generateKeyPairSync } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signAnswer, signatureHeaders } from './answer-signature.ts';
import { utf8 } from './bytes.ts';
import { toHeaderLists } from './http-message.ts';
import type { HeaderLists } from './http-message.ts';
import { createKeyRing } from './key-ring.ts';
import type { VerificationKey } from './key-ring.ts';
import { createRsaSigner, createRsaSignerSync } from './signing.ts';
import { verifyAnswer } from './verify-answer.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const serial = 'PUB_KEY_ID_0000000000000024101100397200000006';
const key: VerificationKey = { serial, publicKey, kind: 'publicKey' };
const ring = createKeyRing([key]);
const sign = createRsaSignerSync(privateKey);
const seconds = 1_700_000_000;
const nowMs = seconds * 1000;
const body = utf8('{"trade_state":"SUCCESS"}');

const signed = async (change: Partial<{ timestamp: string; nonce: string; body: Uint8Array; serial: string }> = {}) =>
  toHeaderLists(await signAnswer(sign, { timestamp: String(seconds), nonce: 'n0nce', body, serial, ...change }));
const refusal = (headers: HeaderLists, at = nowMs, keys = ring) => {
  const result = verifyAnswer(keys, headers, body, at);
  return E.isLeft(result) ? result.left : undefined;
};

describe('verifyAnswer', () => {
  it('hands on the raw body, the serial and the time of a genuine answer', async () => {
    expect(verifyAnswer(ring, await signed(), body, nowMs)).toMatchObject({
      right: { body, serial, signedAtMs: nowMs },
    });
  });

  it('verifies an empty body (204) and a signature made on the pool', async () => {
    const empty = new Uint8Array();
    const parts = { timestamp: String(seconds), nonce: 'n', body: empty, serial };
    const headers = toHeaderLists(await signAnswer(createRsaSigner(privateKey), parts));
    expect(E.isRight(verifyAnswer(ring, headers, empty, nowMs))).toBe(true);
  });

  it.each([
    { skew: 299, accepted: true },
    { skew: -299, accepted: true },
    { skew: 300, accepted: false },
    { skew: -300, accepted: false },
    { skew: 86_400, accepted: false },
  ])('INV-46: a timestamp $skew s from our clock is accepted: $accepted', async ({ skew, accepted }) => {
    const refused = refusal(await signed({ timestamp: String(seconds + skew) }));
    expect(refused).toEqual(accepted ? undefined : { type: 'TimestampOutsideWindow', skewMs: skew * 1000 });
  });

  it('INV-48: a clock that does not know the time refuses', async () => {
    expect(refusal(await signed(), Number.NaN)?.type).toBe('TimestampOutsideWindow');
  });

  it.each([
    'NaN',
    '-1700000000',
    '1700000000000',
    '0x6553f100',
    '1e9',
    '',
    ' 1700000000',
    '01700000000',
    '1700000000.0',
  ])('BAD-8: timestamp "%s" is malformed', async (timestamp) => {
    expect(refusal(await signed({ timestamp }))).toEqual({ type: 'TimestampMalformed' });
  });

  it.each(['timestamp', 'nonce', 'serial', 'signature'] as const)(
    'INV-46: without the %s header, or with two different ones, nothing is accepted',
    async (part) => {
      const header = signatureHeaders[part];
      const headers = await signed();
      const value = headers[header]?.[0] ?? '';
      expect(refusal({ ...headers, [header]: [] })).toEqual({ type: 'HeaderMissing', header });
      expect(refusal({ ...headers, [header]: [value, `${value}x`] })).toEqual({ type: 'HeaderRepeated', header });
      expect(refusal({ ...headers, [header]: [value, value] })).toBeUndefined();
    },
  );

  it('refuses another signature type, and accepts none', async () => {
    const { [signatureHeaders.signatureType]: _, ...untyped } = await signed();
    expect(refusal(untyped)).toBeUndefined();
    const other = { ...untyped, [signatureHeaders.signatureType]: ['WECHATPAY2-SM2-WITH-SM3'] };
    expect(refusal(other)).toEqual({ type: 'SignatureTypeUnsupported' });
  });

  it('INV-55: unknown serials, own certificates and expired keys verify nothing, though the signature is right', async () => {
    const headers = await signed();
    expect(refusal(headers, nowMs, createKeyRing([]))).toEqual({ type: 'SerialUnknown', serial });
    expect(refusal(headers, nowMs, createKeyRing([key], { ownSerials: [serial.toLowerCase()] }))).toEqual({
      type: 'SerialUnknown',
      serial,
    });
    expect(refusal(headers, nowMs, createKeyRing([{ ...key, expiresAtMs: nowMs }]))).toEqual({
      type: 'KeyExpired',
      serial,
    });
    expect(refusal(headers, nowMs, createKeyRing([{ ...key, notBeforeMs: nowMs + 1 }]))).toEqual({
      type: 'KeyNotYetValid',
      serial,
    });
    const valid = createKeyRing([{ ...key, notBeforeMs: nowMs, expiresAtMs: nowMs + 1 }]);
    expect(refusal(headers, nowMs, valid)).toBeUndefined();
  });

  it('INV-55: two keys are usable at once, each for its own serial only', async () => {
    const other: VerificationKey = { serial: 'AB12', publicKey: stranger.publicKey, kind: 'certificate' };
    const both = createKeyRing([other, key]);
    expect(refusal(await signed(), nowMs, both)).toBeUndefined();
    expect(refusal(await signed({ serial: 'AB12' }), nowMs, both)).toEqual({ type: 'SignatureWrong', probe: false });
  });

  it('INV-47: a probe fails as wrong and is marked, whether or not it is base64', async () => {
    const headers = await signed();
    const genuine = headers[signatureHeaders.signature]?.[0] ?? '';
    for (const signature of [
      `WECHATPAY/SIGNTEST/${genuine.slice(19)}`,
      'WECHATPAY/SIGNTEST/?',
      `WECHATPAY/SIGNTEST/${genuine}`,
    ])
      expect(refusal({ ...headers, [signatureHeaders.signature]: [signature] })).toEqual({
        type: 'SignatureWrong',
        probe: true,
      });
  });

  it('INV-96: a signature that is empty, not base64 or a megabyte long is malformed, not an exception', async () => {
    const headers = await signed();
    for (const signature of ['', '!!!!', 'AAA', 'A'.repeat(1024 * 1024), 'ab\ncd==='])
      expect(refusal({ ...headers, [signatureHeaders.signature]: [signature] })).toEqual({
        type: 'SignatureMalformed',
      });
    expect(refusal({ ...headers, [signatureHeaders.signature]: ['AAAA'] })).toEqual({
      type: 'SignatureWrong',
      probe: false,
    });
  });

  it('INV-46, INV-57: what is signed verifies; the same with one byte of the body changed does not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 2000 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (bytes, at, mask) => {
          const headers = await signed({ body: bytes });
          const changed = Uint8Array.from(bytes);
          changed[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ mask;
          expect(E.isRight(verifyAnswer(ring, headers, bytes, nowMs))).toBe(true);
          expect(verifyAnswer(ring, headers, changed, nowMs)).toEqual(E.left({ type: 'SignatureWrong', probe: false }));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('INV-45: bytes become Verified under no change of signature, nonce or timestamp', async () => {
    const headers = await signed();
    const parts = ['signature', 'nonce', 'timestamp'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...parts),
        fc.nat(),
        fc.constantFrom('0', '9', 'A', 'Z', 'a', 'z', '+', '/', '='),
        (part, at, character) => {
          const header = signatureHeaders[part];
          const value = headers[header]?.[0] ?? '';
          const index = at % value.length;
          fc.pre(value[index] !== character);
          const changed = value.slice(0, index) + character + value.slice(index + 1);
          expect(refusal({ ...headers, [header]: [changed] })).toBeDefined();
        },
      ),
    );
  });

  it('INV-96: arbitrary headers are refused without an exception', () => {
    const headers = fc.dictionary(fc.constantFrom(...Object.values(signatureHeaders)), fc.array(fc.string()));
    fc.assert(fc.property(headers, (any) => refusal(any) !== undefined));
  });
});
