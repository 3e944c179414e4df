import { describe, expect, it } from 'vitest';
import type { DeductionStatus } from './deduction.ts';
import { assertEdge, isSettled, legalEdges } from './edges.ts';

const statuses = Object.keys(legalEdges) as readonly DeductionStatus[];

describe('legal edges', () => {
  it.each<[DeductionStatus, DeductionStatus]>([
    ['paid', 'failed'],
    ['paid', 'unknown'],
    ['advanced', 'paid'],
    ['repaid', 'advanced'],
    ['dead', 'received'],
    ['received', 'in-flight'],
    ['received', 'unknown'],
    ['dead', 'held'],
    ['held', 'in-flight'],
    ['unknown', 'reserved'],
  ])('%s -> %s is a programmer error', (from, to) => {
    expect(() => assertEdge(from, to)).toThrow(`${from} -> ${to}`);
  });
  it('what is legal passes, and staying where one is', () => {
    for (const from of statuses) {
      expect(() => assertEdge(from, from)).not.toThrow();
      for (const to of legalEdges[from]) expect(() => assertEdge(from, to)).not.toThrow();
    }
  });
  it('from settled one comes to settled only (INV-13)', () => {
    for (const from of statuses.filter(isSettled)) expect(legalEdges[from].every(isSettled)).toBe(true);
  });
  it('every state is reached from received, and only the last ones end there', () => {
    const seen = new Set<DeductionStatus>(['received']);
    for (const from of seen) for (const to of legalEdges[from]) seen.add(to);
    expect([...seen].toSorted()).toEqual(statuses.toSorted());
    expect(statuses.filter((status) => legalEdges[status].length === 0)).toEqual(['refunded']);
    // Given up stays given up, unless WeChat turns out to have settled it (F-19).
    expect(legalEdges.dead.every(isSettled)).toBe(true);
  });
});
