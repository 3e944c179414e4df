import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createFieldCipher } from './field-cipher.ts';

const key = (id: string, byte: number): string => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;

test('INV-89 what was sealed opens at its own place, under its key id, and nowhere else', () => {
  const cipher = createFieldCipher([key('k1', 1)], randomBytes);
  const sealed = cipher.seal('张三', 'member/O1/u1/profile.name');
  expect(sealed).toMatch(/^k1\.[0-9A-Za-z_-]+$/u);
  expect(sealed).not.toContain('张三');
  expect(cipher.open(sealed, 'member/O1/u1/profile.name')).toBe('张三');
  expect(() => cipher.open(sealed, 'member/O1/u2/profile.name')).toThrow('authenticate');
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('A') ? 'B' : 'A'}${sealed.slice(-1)}`;
  expect(() => cipher.open(changed, 'member/O1/u1/profile.name')).toThrow('authenticate');
  expect(() => cipher.open(sealed.slice(0, 10), 'member/O1/u1/profile.name')).toThrow(/tag|nonce|initialization/iu);
});
test('INV-89 a new key seals, the old one still opens, and one that was taken away does not', () => {
  const old = createFieldCipher([key('k1', 1)], randomBytes).seal('x', 'p');
  const rotated = createFieldCipher([key('k2', 2), key('k1', 1)], randomBytes);
  expect(rotated.open(old, 'p')).toBe('x');
  expect(rotated.seal('x', 'p')).toMatch(/^k2\./u);
  expect(() => createFieldCipher([key('k2', 2)], randomBytes).open(old, 'p')).toThrow('not configured');
});
test('INV-89 every sealing takes a nonce of its own', () => {
  const cipher = createFieldCipher([key('k1', 1)], randomBytes);
  expect(new Set(Array.from({ length: 1000 }, () => cipher.seal('same', 'p'))).size).toBe(1000);
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
