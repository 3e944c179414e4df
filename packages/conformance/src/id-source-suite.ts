import type { IdSource } from '@facepay/domain';
import { describe, expect, test } from 'vitest';

const draw = ({ next }: IdSource, count: number): readonly string[] => Array.from({ length: count }, () => next());

/** What `IdSource` promises, of every adapter. */
export const idSourceSuite = (name: string, open: () => IdSource): void => {
  describe(`ids: ${name}`, () => {
    test('an id is 32 lower-case hex digits', () => {
      for (const id of draw(open(), 1000)) expect(id).toMatch(/^[0-9a-f]{32}$/u);
    });
    test('no id comes twice, from one source or from two', () => {
      const ids = [...draw(open(), 5000), ...draw(open(), 5000)];
      expect(new Set(ids).size).toBe(ids.length);
    });
    test('INV-57 all 128 bits are drawn: none always has the same value', () => {
      const all = 2n ** 128n - 1n;
      const ids = draw(open(), 500).map((id) => BigInt(`0x${id}`));
      expect(ids.reduce((ever, id) => ever | id)).toBe(all);
      expect(ids.reduce((always, id) => always & id)).toBe(0n);
    });
  });
};
