import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCompactTime, writeCompactTime } from './compact-time.ts';

describe('compact times', () => {
  it.each([
    ['20091225091010', 'second', Date.UTC(2009, 11, 25, 1, 10, 10)],
    ['20091225', 'day', Date.UTC(2009, 11, 24, 16)],
    ['20240229235959', 'second', Date.UTC(2024, 1, 29, 15, 59, 59)],
  ] as const)('%s is Beijing time', (text, precision, ms) => {
    expect(readCompactTime(text)).toEqual({ precision, ms });
    expect(writeCompactTime({ precision, ms })).toBe(text);
  });

  it.each([
    '20230229000000',
    '20231301000000',
    '2009122509101',
    '200912250910100',
    '2009122509',
    '20091225240000',
    '20091225236000',
    '2009-12-25T09:10:10+08:00',
    'OnAccept',
    '',
    ' 20091225',
    '２００９１２２５',
  ])('BAD-74 "%s" is none', (text) => {
    expect(readCompactTime(text)).toBeUndefined();
  });

  it('INV-74 what is written is read again, at the same precision', () => {
    const ms = fc.integer({ min: 0, max: Date.UTC(2099, 0) });
    fc.assert(
      fc.property(ms, fc.constantFrom('second', 'day'), (each, precision) => {
        const text = writeCompactTime({ precision, ms: each });
        const read = readCompactTime(text);
        expect(read?.precision).toBe(precision);
        const late = each - (read?.ms ?? Number.NaN);
        expect(late >= 0 && late < (precision === 'day' ? 86_400_000 : 1000)).toBe(true);
        expect(writeCompactTime(read ?? { precision, ms: 0 })).toBe(text);
      }),
    );
  });
});
