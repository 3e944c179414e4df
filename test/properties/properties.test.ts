import fc from 'fast-check';
import { describe, it } from 'vitest';
import { moneyProperties } from './money.ts';
import { rules } from './rules.ts';

describe('properties of the rules', () => {
  it.each(Object.entries(moneyProperties))('%s', (_, property) => {
    fc.assert(property(rules), { numRuns: 300 });
  });
});
