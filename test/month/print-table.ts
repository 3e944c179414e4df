import { dayTally, type Tally } from './books/compare-books.ts';
import { type Line, type LineKind, lineKinds } from './books/line.ts';
import type { Script } from './script/step.ts';
import { dayOfMs } from './script/school-days.ts';

/** A row a day: what was sold, and what moved in WeChat's ledger; `=` where script, ledger and our API agree on it. */
export const tableOf = (
  { days, steps }: Script,
  books: { readonly script: readonly Line[]; readonly wechat: readonly Line[]; readonly ours: readonly Line[] },
): readonly string[] => {
  const sales = steps.flatMap((step) => (step.type === 'meal' ? step.sales : []));
  const later = [...new Set(books.wechat.map(({ day }) => day))].filter((day) => !days.includes(day));
  const row = (name: string, of: (line: Line) => boolean, sold: Tally): string => {
    const cell = (kind: LineKind): string => {
      const all = [books.wechat, books.script, books.ours].map((book) => tallyOf(book.filter(of), kind));
      const [first = none] = all;
      const agree = all.every(({ count, fen }) => count === first.count && fen === first.fen);
      return `${shown(first)} ${agree ? '=' : '≠'}`;
    };
    return [name, shown(sold), ...lineKinds.map(cell)]
      .map((text, column) => text.padStart(widths[column] ?? 0))
      .join('  ');
  };
  const soldOn = (day?: string): Tally => {
    const those = sales.filter(({ soldAt }) => day === undefined || dayOfMs(soldAt) === day);
    return { count: those.length, fen: those.reduce((sum, { amountFen }) => sum + amountFen, 0) };
  };
  return [
    ['day', 'sold', ...lineKinds].map((text, column) => text.padStart(widths[column] ?? 0)).join('  '),
    ...[...days, ...later].toSorted().map((day) => row(day, (line) => line.day === day, soldOn(day))),
    row('all', () => true, soldOn()),
  ];
};

const none: Tally = { count: 0, fen: 0 };
const tallyOf = (lines: readonly Line[], kind: LineKind): Tally =>
  [...new Set(lines.map(({ day }) => day))]
    .map((day) => dayTally(lines, kind, day))
    .reduce((a, b) => ({ count: a.count + b.count, fen: a.fen + b.fen }), none);
const shown = ({ count, fen }: Tally): string => (count === 0 ? '-' : `${count} ¥${(fen / 100).toFixed(2)}`);
const widths = [10, 18, 20, 14, 14, 14];
