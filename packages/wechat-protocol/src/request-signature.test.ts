import { generateKeyPairSync } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorizationHeader, parseAuthorization, requestText } from './request-signature.ts';
import { createRsaSignerSync, verifyRsa } from './signing.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const header = 'WECHATPAY2-SHA256-RSA2048 mchid="1",nonce_str="n",timestamp="2",serial_no="S",signature="c2ln"';

describe('parseAuthorization', () => {
  it('reads the members in any order, with blanks after commas', () => {
    const shuffled =
      'WECHATPAY2-SHA256-RSA2048 signature="c2ln", serial_no="S", mchid="1", timestamp="2", nonce_str="n"';
    const expected = { mchid: '1', nonce: 'n', timestamp: '2', serialNo: 'S', signature: 'c2ln' };
    expect(parseAuthorization(header)).toEqual(E.right(expected));
    expect(parseAuthorization(shuffled)).toEqual(E.right(expected));
  });

  it.each([
    ['empty', ''],
    ['another scheme', header.replace('SHA256', 'MD5')],
    ['scheme alone', 'WECHATPAY2-SHA256-RSA2048 '],
    ['a member missing', header.replace(',serial_no="S"', '')],
    ['a member twice', `${header},mchid="1"`],
    ['an unknown member', `${header},role="admin"`],
    ['an unquoted value', header.replace('"1"', '1')],
    ['an empty value', header.replace('"1"', '""')],
    ['an escaped quote', header.replace('"1"', '"\\""')],
    ['10^5 characters', header + ','.repeat(100_000)],
  ])('refuses %s', (_, malformed) => {
    expect(parseAuthorization(malformed)).toMatchObject({ left: { type: 'AuthorizationMalformed' } });
  });

  it('INV-57: what authorizationHeader writes, parseAuthorization reads back', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9+/=_-]{1,64}$/);
    const authorization = fc.record({
      mchid: value,
      nonce: value,
      timestamp: value,
      serialNo: value,
      signature: value,
    });
    fc.assert(
      fc.property(authorization, (each) => {
        expect(parseAuthorization(authorizationHeader(each))).toEqual(E.right(each));
      }),
    );
  });

  it('INV-96: arbitrary text is refused without an exception', () => {
    fc.assert(fc.property(fc.string(), (text) => E.isLeft(parseAuthorization(text))));
  });
});

describe('request signature', () => {
  it('INV-57: holds for the bytes signed and for no request that differs in one part', async () => {
    const line = fc.stringMatching(/^[!-~]{1,40}$/);
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PATCH'),
      target: line.map((text) => `/${text}`),
      timestamp: fc.nat().map(String),
      nonce: line,
      body: fc.uint8Array({ maxLength: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(request, fc.constantFrom('target', 'timestamp', 'nonce', 'body'), async (sent, part) => {
        const signature = await createRsaSignerSync(privateKey)(requestText(sent));
        const changed = part === 'body' ? Uint8Array.of(...sent.body, 10) : `${sent[part]}0`;
        expect(verifyRsa(publicKey, requestText(sent), signature)).toBe(true);
        expect(verifyRsa(publicKey, requestText({ ...sent, [part]: changed }), signature)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
