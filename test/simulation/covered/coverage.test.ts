import { describe, expect, test } from 'vitest';
import { coverageTable } from './coverage-table.ts';
import { createCoverage, nearMs } from './coverage.ts';

/** A coverage whose clock stands where it is put. */
const atTime = () => {
  let now = 0;
  const coverage = createCoverage(() => now);
  return { ...coverage, at: (ms: number) => void (now = ms) };
};

describe('the faults near a state edge', () => {
  test('those that struck a worker since the deduction was last written', () => {
    const { at, met, wrote, buckets } = atTime();
    met('worker-1', 'late', 'http#1');
    at(1000);
    wrote('worker-1', 'd1', 'received', 'in-flight');
    met('worker-2', 'lost-answer', 'http#7');
    met('device', 'duplicate', 'http#3');
    at(2000);
    wrote('worker-1', 'd1', 'in-flight', 'unknown');
    expect([...buckets()]).toEqual([
      ['received>in-flight late worker', 1],
      ['in-flight>unknown lost-answer worker', 1],
    ]);
  });

  test('for an edge of the server those of everybody, and none that is long ago', () => {
    const { at, met, wrote, buckets } = atTime();
    met('office', 'unreachable');
    at(nearMs + 1);
    met('device', 'duplicate');
    met('worker-1', 'refused');
    wrote('server', 'd1', undefined, 'received');
    at(3 * nearMs);
    wrote('server', 'd1', 'received', 'held');
    expect([...buckets()]).toEqual([
      ['new>received duplicate server', 1],
      ['new>received refused server', 1],
      ['received>held none server', 1],
    ]);
  });

  test('what moves no state makes no bucket, and begins the neighbourhood anew', () => {
    const { at, met, wrote, buckets, struck } = atTime();
    met('worker-1', 'refused', 'storage#4');
    at(10);
    wrote('worker-1', 'd1', 'unknown', 'unknown');
    at(20);
    wrote('worker-1', 'd1', 'unknown', 'paid');
    expect([...buckets()]).toEqual([['unknown>paid none worker', 1]]);
    expect(struck()).toEqual([{ atMs: 0, process: 'worker-1', kind: 'refused', address: 'storage#4' }]);
  });

  test('the table has an edge in each row and a kind in each column', () => {
    const table = coverageTable(
      new Map([
        ['unknown>paid none worker', 3],
        ['unknown>paid late worker', 12],
        ['new>received duplicate server', 100_400],
      ]),
    );
    expect(table.split('\n').map((line) => line.trim().split(/\s+/u))).toEqual([
      ['a', 'none', 'b', 'duplicate', 'c', 'late'],
      ['a', 'b', 'c'],
      ['new>received', '(server)', '.', '100k', '.'],
      ['unknown>paid', '(worker)', '3', '.', '12'],
      ['3', 'buckets', 'reached'],
    ]);
  });
});
