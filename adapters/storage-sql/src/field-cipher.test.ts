import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createFieldCipher } from './field-cipher.ts';

const text = (plain: string): Uint8Array => Buffer.from(plain);
const key = (id: string, byte: number): string => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;

test('INV-89 what was sealed opens at its own place, under its key id, and nowhere else', () => {
  const cipher = createFieldCipher([key('k1', 1)], randomBytes);
  const sealed = cipher.seal(text('张三'), 'member/O1/u1');
  expect(Buffer.from(sealed).toString('latin1').slice(0, 3)).toBe('\u0002k1');
  expect(Buffer.from(sealed).includes('张三')).toBe(false);
  expect(cipher.open(sealed, 'member/O1/u1')).toEqual(text('张三'));
  expect(() => cipher.open(sealed, 'member/O1/u2')).toThrow('authenticate');
  for (let at = 3; at < sealed.length; at += 1) {
    const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(() => cipher.open(changed, 'member/O1/u1')).toThrow('authenticate');
  }
  expect(() => cipher.open(sealed.slice(0, 10), 'member/O1/u1')).toThrow(/tag|nonce|initialization/iu);
  expect(() => cipher.open(new Uint8Array(), 'member/O1/u1')).toThrow('not configured');
});
test('INV-89 a new key seals, the old one still opens, and one that was taken away does not', () => {
  const old = createFieldCipher([key('k1', 1)], randomBytes).seal(text('x'), 'p');
  const rotated = createFieldCipher([key('k2', 2), key('k1', 1)], randomBytes);
  expect(rotated.open(old, 'p')).toEqual(text('x'));
  expect(
    Buffer.from(rotated.seal(text('x'), 'p'))
      .toString('latin1')
      .slice(0, 3),
  ).toBe('\u0002k2');
  expect(() => createFieldCipher([key('k2', 2)], randomBytes).open(old, 'p')).toThrow('not configured');
});
test('INV-89 every sealing takes a nonce of its own', () => {
  const cipher = createFieldCipher([key('k1', 1)], randomBytes);
  expect(
    new Set(Array.from({ length: 1000 }, () => Buffer.from(cipher.seal(text('same'), 'p')).toString('hex'))).size,
  ).toBe(1000);
});
test.each([
  [[]],
  [['']],
  [['k1']],
  [[`k1:${Buffer.alloc(16, 1).toString('base64')}`]],
  [[`k1:${Buffer.alloc(33, 1).toString('base64')}`]],
  [[key('k 1', 1)]],
  [[key('k1', 1), key('k1', 2)]],
])(
  'INV-95 a missing, short or doubled key is refused, and the words do not carry it: %j',
  (keys: readonly string[]) => {
    const make = (): unknown => createFieldCipher(keys, randomBytes);
    expect(make).toThrow(/key/u);
    expect(make).not.toThrow(Buffer.alloc(8, 1).toString('base64').slice(0, 8));
  },
);
