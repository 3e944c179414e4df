import { wordFor, yuan } from './judge.ts';
import type { Line } from './play-lunch.ts';

/** Chinese characters take two columns on a terminal. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, char) => width + (char > '\u2e80' ? 2 : 1), 0);
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** The lunch as the API tells it. */
export const tableOf = (lines: readonly Line[]): string => {
  const rows = lines.map((line) => [
    line.who,
    yuan(line.amountFen).padStart(7),
    line.counter,
    wordFor(line),
    line.deduction?.deductionNo ?? '-',
  ]);
  const head = ['pupil', '   yuan', 'counter shows', 'became', 'number at WeChat'];
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => widthOf(row[column] ?? title))));
  const render = (row: readonly string[]): string =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [render(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(render)].join('\n');
};
