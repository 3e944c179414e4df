import type { Hasher } from '@facepay/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** The first four as published (FIPS 180-2 and NIST's examples); the last two by coreutils' `sha256sum`. */
const published: readonly (readonly [what: string, text: string, hash: string])[] = [
  ['nothing', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'two blocks',
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a million a', 'a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ['Chinese', '午餐', '024c0223991aeb228527e7592bf0cf31a4b439d276e0823230e1975aef15b5c3'],
  ['beyond the basic plane', '𠮷😀', '9fd1a7f80835a4289084cbad4d5ffae17da3a72aecd9a293e76f6598a4cdcee3'],
];
const text = fc.string({ unit: 'binary' });

/** What `Hasher` promises, of every adapter. */
export const hasherSuite = (name: string, open: () => Hasher): void => {
  describe(`hasher: ${name}`, () => {
    test.each(published)('SHA-256 of the UTF-8 bytes: %s', (_, input, hash) => {
      expect(open().sha256(input)).toBe(hash);
    });
    test('64 lower-case hex digits, the same for the same text', () => {
      fc.assert(
        fc.property(text, (input) => {
          const hash = open().sha256(input);
          expect(hash).toMatch(/^[0-9a-f]{64}$/u);
          expect(open().sha256(input)).toBe(hash);
        }),
      );
    });
    test('another text, another hash: nothing is trimmed, folded or normalised', () => {
      fc.assert(
        fc.property(text, (input) => {
          const variants = new Set([input, ` ${input}`, `${input} `, `${input}\n`, `${input}\0`, `${input}e\u0301`]);
          variants.add(`${input}\u00e9`).add(input.toUpperCase()).add(input.toLowerCase()).add(input.normalize('NFD'));
          const hashes = [...variants].map(open().sha256);
          expect(new Set(hashes).size).toBe(variants.size);
        }),
      );
    });
  });
};
