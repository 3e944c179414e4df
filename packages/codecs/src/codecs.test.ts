import * as domain from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { expect, test } from 'vitest';
import { BeijingDay, decodeFailures, Fen, Instant, OutUserId, Rfc3339, VoucherId } from './index.ts';

const legal = (codec: t.Decoder<unknown, unknown>, input: unknown): boolean => E.isRight(codec.decode(input));

test.each([0, 1, 10_000, Number.MAX_SAFE_INTEGER])('INV-22 %s is an amount in fen', (input) => {
  expect(legal(Fen, input)).toBe(true);
});
test.each([-1, 0.5, -0, '1', Number.NaN, Infinity, 2 ** 53, null, undefined, {}])('INV-22 %s is no amount', (input) => {
  expect(legal(Fen, input)).toBe(false);
});
test.each(['2027-02-29', '2026-9-1', '20260901', 20_260_901, '1969-12-31'])('%s is no day', (input) => {
  expect(legal(BeijingDay, input)).toBe(false);
});
test('a voucher id is read only in the form in which it is written', () => {
  for (const device of ['D1', 'a_-', 'x'.repeat(32)]) {
    const id = domain.voucherId(device as domain.DeviceId, 3, 100_000);
    expect(VoucherId.decode(id)).toEqual(E.right(id));
  }
  const unsigned = domain.unsignedVoucherId('0f'.repeat(32) as domain.CredentialHash);
  expect(VoucherId.decode(unsigned)).toEqual(E.right(unsigned));
  for (const wrong of [
    'unsigned/0f',
    `unsigned/${'0F'.repeat(32)}`,
    'D1/01/2',
    'D1/1',
    'D1/1/2/3',
    '/1/2',
    'D 1/1/2',
    'D1/-1/2',
    12,
  ]) {
    expect(legal(VoucherId, wrong)).toBe(false);
  }
});
test('a time is written in Beijing time and read back to the millisecond', () => {
  for (let ms = 0; ms < 4_000_000_000_000; ms += 86_400_001_237) {
    const at = domain.Instant.of(ms);
    expect(Rfc3339.encode(at)).toMatch(/\+08:00$/u);
    expect(Rfc3339.decode(Rfc3339.encode(at))).toEqual(E.right(at));
  }
  expect(legal(Rfc3339, '2026-09-01T11:40:00')).toBe(false);
  expect(legal(Instant, 1.5)).toBe(false);
});

test('INV-88 a failure names the path and the rule, never the value', () => {
  const codec = t.strict({
    members: t.array(t.strict({ id: OutUserId, kind: t.union([t.literal('a'), t.literal('b')]) })),
  });
  const decoded = codec.decode({ members: [{ id: '张三-canary', kind: 'canary' }] });
  const failures = E.isLeft(decoded) ? decodeFailures(decoded.left) : [];
  expect(failures[0]).toEqual({ path: 'members.0.id', rule: '6 to 32 letters, digits, _ or -' });
  expect(failures[1]?.path).toBe('members.0.kind');
  expect(JSON.stringify(failures)).not.toContain('canary');
});
