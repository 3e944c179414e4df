import { noFault, readBucket } from './coverage.ts';

/** State edges down, fault kinds across: how often each edge was made near each kind. */
export const coverageTable = (coverage: ReadonlyMap<string, number>): string => {
  const cells = new Map<string, number>();
  const [edges, kinds] = [new Set<string>(), new Set<string>()];
  for (const [name, count] of coverage) {
    const { edge, kind, actor } = readBucket(name);
    const row = `${edge} (${actor})`;
    edges.add(row);
    kinds.add(kind);
    cells.set(`${row} ${kind}`, count);
  }
  if (edges.size === 0) return '  no state edge was made';
  const columns = [noFault, ...[...kinds].filter((kind) => kind !== noFault).toSorted()];
  const rows = [...edges].toSorted();
  const width = Math.max(...rows.map(({ length }) => length));
  const legend = columns.map((kind, index) => `${letterOf(index)} ${kind}`).join('  ');
  const line = (head: string, of: (kind: string, index: number) => string): string =>
    `  ${head.padEnd(width)} ${columns.map((kind, index) => of(kind, index).padStart(6)).join('')}`;
  return [
    `  ${legend}`,
    line('', (_, index) => letterOf(index)),
    ...rows.map((row) => line(row, (kind) => shortOf(cells.get(`${row} ${kind}`)))),
    `  ${coverage.size} buckets reached`,
  ].join('\n');
};

/** a … z, then aa, ab, … */
const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(97 + index) : `a${String.fromCharCode(97 + index - 26)}`;

const shortOf = (count: number | undefined): string => {
  if (count === undefined) return '.';
  return count < 100_000 ? String(count) : `${Math.round(count / 1000)}k`;
};
