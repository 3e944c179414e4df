import type { Line } from '../judge/line.ts';
import type { Scene } from '../lunch/scene.ts';
import { displayWidth, padEnd, padStart, wrap } from './display-width.ts';
import type { Screen, Tone } from './screen.ts';
import { sumFen, yuan } from './yuan.ts';

/** The lunch as the API tells it, a group for each scene. */
export const tableOf = (lines: readonly Line[], scenes: readonly Scene[], screen: Screen): string => {
  const widths = columns.map(({ title, cell }) => Math.max(...[title, ...lines.map(cell)].map(displayWidth)));
  const shown = fitting(widths, screen.width);
  const row = (cells: (column: Column) => string, tone?: Tone): string =>
    columns
      .slice(0, shown)
      .map((column, index) => {
        const padded = (column.right === true ? padStart : padEnd)(cells(column), widths[index] ?? 0);
        return column.painted === true && tone !== undefined ? screen.paint(tone, padded) : padded;
      })
      .join(gap)
      .trimEnd();
  const heading = row(({ title }) => title);
  const ruler = widths
    .slice(0, shown)
    .map((width) => '-'.repeat(width))
    .join(gap);
  const groups = scenes.map(({ title, story }) => {
    const mine = lines.filter(({ scene }) => scene === title);
    const sum = `${mine.length} ${mine.length === 1 ? 'meal' : 'meals'}, ${yuan(sumFen(mine))} yuan`;
    return [
      screen.paint('title', title) + padStart(sum, displayWidth(ruler) - displayWidth(title)),
      ...wrap(story, Math.min(displayWidth(ruler), screen.width) - 2).map((text) => `  ${screen.paint('quiet', text)}`),
      ...mine.map((line) => row(({ cell }) => cell(line), toneOf(line))),
    ].join('\n');
  });
  return [heading, ruler, groups.join('\n\n')].join('\n');
};

interface Column {
  readonly title: string;
  readonly cell: (line: Line) => string;
  readonly right?: boolean;
  readonly painted?: boolean;
}

/** In the order in which a narrow screen keeps them. */
const columns: readonly Column[] = [
  { title: 'pupil', cell: ({ meal }) => meal.pupil?.name ?? '?' },
  { title: 'class', cell: ({ meal }) => meal.pupil?.className ?? '' },
  { title: 'yuan', cell: ({ meal }) => yuan(meal.amountFen), right: true },
  { title: 'counter shows', cell: ({ meal, shows }) => `${meal.counter} ${shows}` },
  { title: 'became', cell: ({ became }) => became, painted: true },
  { title: 'number at WeChat', cell: ({ deduction }) => deduction?.deductionNo ?? '-' },
];

const gap = '  ';

const fitting = (widths: readonly number[], screenWidth: number): number => {
  const all = widths.reduce((sum, width) => sum + width + gap.length, -gap.length);
  return all <= screenWidth ? widths.length : widths.length - 1;
};

/** Green for money that moved, red for what the comparison calls wrong, yellow for what was rightly kept from moving. */
const toneOf = ({ became, meal, deduction }: Line): Tone => {
  if (became !== meal.expect) return 'bad';
  return deduction?.state === 'paid' || deduction?.state === 'repaid' ? 'good' : 'waiting';
};
