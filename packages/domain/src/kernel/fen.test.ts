import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { Fen, minFen, restOf, sumFen } from './fen.ts';

const fen = (n: number): Fen => n as Fen;

describe('Fen (INV-22)', () => {
  it.each([0, 1, 10_000, Number.MAX_SAFE_INTEGER])('takes %d', (input) => {
    expect(Fen.of(input)).toEqual(E.right(input));
    expect(Fen.is(input)).toBe(true);
  });
  it.each([-1, 0.5, 100.5, -0, Number.NaN, Infinity, 2 ** 53])('refuses %d (BAD-34)', (input) => {
    expect(Fen.of(input)).toEqual(E.left({ type: 'InvalidFen', input }));
  });
  it('is no text, even where the text is a number', () => {
    expect(Fen.is('100')).toBe(false);
    expect(Fen.is(-1)).toBe(false);
  });
  it('adds, and throws rather than losing a fen', () => {
    expect(sumFen([])).toBe(0);
    expect(sumFen([fen(1), fen(2), fen(3)])).toBe(6);
    expect(() => sumFen([fen(Number.MAX_SAFE_INTEGER), fen(1)])).toThrow('out of range');
  });
  it('never has less than nothing left', () => {
    expect(restOf(fen(500), fen(200))).toBe(300);
    expect(restOf(fen(500), fen(700))).toBe(0);
    expect(minFen(fen(3), fen(1), fen(2))).toBe(1);
  });
});
