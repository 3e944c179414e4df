import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { mintCredential, openCredential } from './emulated-credential.ts';
import type { CredentialContent } from './emulated-credential.ts';
import { splitParts } from './length-delimited.ts';
import { deriveMintingKey } from './minting-key.ts';

const key = deriveMintingKey(utf8('the emulator keeps this to itself'), 'K0001');
const keyOf = (label: string) => (label === key.label ? key.secret : undefined);
const content: CredentialContent = {
  organizationId: 'O00A1B2Z0123456789',
  userId: 'FU00A1B2Z0c0ffee',
  outUserId: 'stu-000123',
  spMchid: '1900000001',
  subMchid: '1900000109',
  amountFen: 1250,
  deviceId: 'terminal-7',
  recogMode: 0,
  mintedAtMs: 1_662_003_727_000,
  nonce: 'c0ffee00c0ffee00',
};
const credential = mintCredential(key, content, new Uint8Array(12).fill(1));
const malformed = E.left({ type: 'CredentialMalformed' });

describe('emulated credential (k12-wire.md §12)', () => {
  it('is more than 4,000 characters of base64 in three parts: 5-byte label, 128-byte block, sealed payload', () => {
    expect(credential).toMatch(/^[A-Za-z0-9+/]{4000,4400}={0,2}$/);
    const parts = splitParts(new Uint8Array(Buffer.from(credential, 'base64')))?.map((part) => part.length);
    expect(parts).toEqual([5, 128, 3076]);
    expect(Buffer.from(credential, 'base64').includes(content.outUserId)).toBe(false);
  });

  it('has the same length whatever it binds, and the same bytes for the same nonce', () => {
    const other = mintCredential(key, { ...content, amountFen: 1, outUserId: 'x'.repeat(32) }, new Uint8Array(12));
    expect(other.length).toBe(credential.length);
    expect(mintCredential(key, content, new Uint8Array(12).fill(1))).toBe(credential);
  });

  it('opens to what was minted, for the holder of the named key only', () => {
    const stranger = deriveMintingKey(utf8('another emulator'), 'K0001');
    expect(openCredential(keyOf, credential)).toEqual(E.right(content));
    expect(openCredential(() => undefined, credential)).toEqual(
      E.left({ type: 'CredentialKeyUnknown', label: 'K0001' }),
    );
    expect(openCredential(() => stranger.secret, credential)).toEqual(malformed);
  });

  it.each([
    ['empty', ''],
    ['url-safe', credential.replaceAll('+', '-').replaceAll('/', '_')],
    ['with + turned into a blank (BAD-46)', credential.replaceAll('+', ' ')],
    ['with a line break', `${credential}\n`],
    [
      'with a fourth part',
      Buffer.concat([Buffer.from(credential, 'base64'), Buffer.from([0, 1, 0])]).toString('base64'),
    ],
    ['a megabyte long', 'A'.repeat(1024 * 1024)],
  ])('INV-21: refuses one that is %s', (_, text) => {
    expect(openCredential(keyOf, text)).toEqual(malformed);
  });

  it('BAD-46, INV-21: every truncation is noticed', () => {
    fc.assert(
      fc.property(fc.nat(credential.length - 1), (length) => {
        expect(openCredential(keyOf, credential.slice(0, length))).toEqual(malformed);
      }),
    );
  });

  it('INV-21: one changed character anywhere is noticed', () => {
    const character = fc.constantFrom('A', 'B', 'Q', 'z', '0', '+', '/', '=');
    fc.assert(
      fc.property(fc.nat(credential.length - 1), character, (at, other) => {
        fc.pre(credential[at] !== other);
        const changed = credential.slice(0, at) + other + credential.slice(at + 1);
        expect(E.isLeft(openCredential(keyOf, changed))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('INV-5: any content survives minting and opening', () => {
    const id = fc.string({ minLength: 1, maxLength: 32, unit: 'grapheme-ascii' });
    const any = fc.record({
      organizationId: id,
      userId: id,
      outUserId: id,
      spMchid: id,
      subMchid: id,
      amountFen: fc.maxSafeNat(),
      deviceId: id,
      recogMode: fc.constantFrom(0 as const, 1 as const),
      mintedAtMs: fc.maxSafeNat(),
      nonce: id,
    });
    fc.assert(
      fc.property(any, fc.uint8Array({ minLength: 12, maxLength: 12 }), (each, nonce) => {
        expect(openCredential(keyOf, mintCredential(key, each, nonce))).toEqual(E.right(each));
      }),
    );
  });
});
