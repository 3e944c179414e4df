import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';

describe('decodeBase64', () => {
  it.each(['A', 'AB', 'ABC', 'AB=C', 'A===', '====', 'AB==CD==', 'A-_=', 'AA\n=', ' AAA', 'AB==\n', 'QUJ='])(
    'refuses "%s": not padded, not the alphabet, or with spare bits set',
    (text) => {
      expect(decodeBase64(text, 100)).toBeUndefined();
    },
  );

  it('INV-96: reads what encodeBase64 writes, up to the limit and not beyond', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
        const text = encodeBase64(bytes);
        expect(decodeBase64(text, bytes.length)).toEqual(bytes);
        expect(decodeBase64(text, bytes.length - 1)).toBeUndefined();
      }),
    );
  });
});
