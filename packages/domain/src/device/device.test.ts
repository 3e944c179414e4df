import { describe, expect, it } from 'vitest';
import { type Chain, emptyChain, link } from './device.ts';

const hashOf = (sequence: number): string => (sequence === 0 ? 'genesis' : `h${sequence}`);
const step = (chain: Chain, sequence: number, previousHash = hashOf(sequence - 1), hash = hashOf(sequence)) =>
  link(chain, { sequence, previousHash, hash });
const after = (...sequences: readonly number[]): Chain =>
  sequences.reduce<Chain>((chain, sequence) => {
    const next = step(chain, sequence);
    if (next.type === 'Broken') throw new Error(next.reason);
    return next.chain;
  }, emptyChain('genesis'));

describe('the chain of a terminal (INV-61)', () => {
  it('given none, then the first links to the genesis', () => {
    expect(step(emptyChain('genesis'), 1)).toEqual({
      type: 'Linked',
      chain: { headSequence: 1, headHash: 'h1', gaps: [] },
    });
  });
  it('given 1, when 5 comes, then 2 to 4 are missing', () => {
    expect(step(after(1), 5)).toEqual({
      type: 'GapOpened',
      chain: {
        headSequence: 5,
        headHash: 'h5',
        gaps: [{ from: 2, to: 4, opensAfter: 'h1', closesWith: 'h4' }],
      },
    });
  });
  it('given the gap, when its middle comes, then two gaps are left', () => {
    expect(step(after(1, 5), 3)).toMatchObject({
      type: 'GapFilled',
      chain: {
        gaps: [
          { from: 2, to: 2, opensAfter: 'h1', closesWith: 'h2' },
          { from: 4, to: 4, opensAfter: 'h3', closesWith: 'h4' },
        ],
      },
    });
  });
  it.each([
    [1, 5, 3, 2, 4],
    [5, 4, 3, 2, 1],
    [2, 4, 1, 5, 3],
  ])('given 1 to 5 in the order %d %d %d %d %d, then the chain is whole', (...order) => {
    expect(after(...order)).toEqual({ headSequence: 5, headHash: 'h5', gaps: [] });
  });
  it('a gap blocks nobody: the head goes on', () => {
    expect(step(after(1, 5), 6).type).toBe('Linked');
  });
});

describe('a chain that does not fit (INV-62, BAD-49)', () => {
  const wrong = { type: 'Broken', reason: 'wrong-previous-hash' };
  const backwards = { type: 'Broken', reason: 'sequence-backwards' };
  it.each([
    ['another predecessor at the head', step(after(1), 2, 'other'), wrong],
    ['a number that was used', step(after(1, 2), 1), backwards],
    ['number nought', step(after(1), 0, 'x'), backwards],
    ['another predecessor at the start of a gap', step(after(1, 5), 2, 'other'), wrong],
    ['another voucher at the end of a gap', step(after(1, 5), 4, 'h3', 'other'), wrong],
    ['a successor that an inner one rules out', step(after(1, 5, 3), 4, 'other'), wrong],
    ['a predecessor that an inner one rules out', step(after(1, 5, 3), 2, 'h1', 'other'), wrong],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
