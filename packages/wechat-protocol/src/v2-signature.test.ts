import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signV2, verifyV2 } from './v2-signature.ts';

const key = '192006250b4c09247ec02edce69f6a2d';
const types = ['MD5', 'HMAC-SHA256'] as const;

describe('v2 signature (v3-rules.md §11)', () => {
  it('sorts member names by byte, upper case first', () => {
    const sorted = signV2({ B: '1', a: '2', é: '3' }, key, 'MD5');
    expect(signV2({ é: '3', a: '2', B: '1' }, key, 'MD5')).toBe(sorted);
    expect(signV2({ b: '1', a: '2', é: '3' }, key, 'MD5')).not.toBe(sorted);
  });

  it.each(['', 'A', 'a'.repeat(64), '签'.repeat(32)])('INV-58: sign "%s" is wrong, not an exception', (sign) => {
    for (const type of types) expect(verifyV2({ appid: 'wx1', sign }, key, type)).toBe(false);
    for (const type of types) expect(verifyV2({ appid: 'wx1' }, key, type)).toBe(false);
  });

  it('INV-58: holds for the members signed and fails when a value, the key or the type differs', () => {
    const name = fc.stringMatching(/^[a-z_]{1,10}$/).filter((each) => each !== 'sign');
    const members = fc.dictionary(name, fc.string({ minLength: 1 }), { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(members, fc.constantFrom(...types), (each, type) => {
        const signed = { ...each, sign: signV2(each, key, type) };
        const [first = ''] = Object.keys(each);
        expect(verifyV2(signed, key, type)).toBe(true);
        expect(verifyV2({ ...signed, [first]: `${each[first]}x` }, key, type)).toBe(false);
        expect(verifyV2(signed, `${key}x`, type)).toBe(false);
        expect(verifyV2(signed, key, type === 'MD5' ? 'HMAC-SHA256' : 'MD5')).toBe(false);
      }),
    );
  });
});
