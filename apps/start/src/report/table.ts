import type { Line } from '../judge/line.ts';
import type { Scene } from '../lunch/scene.ts';
import { displayWidth, padEnd, padStart, wrap } from './display-width.ts';
import type { Screen, Tone } from './screen.ts';
import { sumFen, yuan } from './yuan.ts';

/** The lunch as the API tells it, a group for each scene. */
export const tableOf = (lines: readonly Line[], scenes: readonly Scene[], screen: Screen): string => {
  const widths = columns.map(({ title, cell }) => Math.max(...[title, ...lines.map(cell)].map(displayWidth)));
  const shown = fitting(widths, screen.width);
  const row = (cellOf: (column: Column) => string, tone?: Tone): string => {
    const cells = columns.slice(0, shown).map((column, index) => {
      const text = cellOf(column);
      const padded = (column.right === true ? padStart : padEnd)(text, widths[index] ?? 0);
      return column.painted === true && tone !== undefined ? padded.replace(text, screen.paint(tone, text)) : padded;
    });
    return `${indent}${cells.join(gap)}`.trimEnd();
  };
  const heading = row(({ title }) => title);
  const ruler = row((column) => '-'.repeat(widths[columns.indexOf(column)] ?? 0));
  const width = displayWidth(ruler);
  const groups = scenes.map(({ title, story }) => {
    const mine = lines.filter(({ scene }) => scene === title);
    const sum = `${mine.length} ${mine.length === 1 ? 'meal' : 'meals'}, ${yuan(sumFen(mine))} yuan`;
    return [
      screen.paint('title', title) + padStart(sum, width - displayWidth(title)),
      ...wrap(story, width - indent.length).map((text) => `${indent}${screen.paint('quiet', text)}`),
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
  { title: 'number at WeChat', cell: ({ deduction }) => (deduction?.attemptsTotal ? deduction.deductionNo : '-') },
];

const gap = '  ';
const indent = '  ';

const fitting = (widths: readonly number[], screenWidth: number): number => {
  const all = widths.reduce((sum, width) => sum + width + gap.length, 0);
  return all <= screenWidth ? widths.length : widths.length - 1;
};

/** Green for money that moved, red for what the comparison calls wrong, yellow for what was rightly kept from moving. */
const toneOf = ({ became, meal, deduction }: Line): Tone => {
  if (became !== meal.expect) return 'bad';
  return deduction?.state === 'paid' || deduction?.state === 'repaid' ? 'good' : 'waiting';
};
