import type { TestTitle } from './test-titles.ts';

/** One row of a page that says which test holds what: `| id | … | tests |`. */
export interface TableRow {
  readonly id: string;
  readonly cells: readonly string[];
  readonly tests: readonly TestTitle[];
}

/** The rows of the tables of a page whose first cell is such an id. */
export const rowsOf = (page: string, id: RegExp): readonly TableRow[] =>
  page.split('\n').flatMap((line) => {
    const cells = cellsOf(line);
    const [first = ''] = cells;
    return id.test(first) ? [{ id: first, cells, tests: testsIn(cells.at(-1) ?? '') }] : [];
  });

/** The same page, the tests of each such row written anew. */
export const withTests = (page: string, id: RegExp, testsOf: (id: string) => readonly TestTitle[]): string =>
  page
    .split('\n')
    .map((line) => {
      const cells = cellsOf(line);
      const [first = ''] = cells;
      return id.test(first) ? `| ${[...cells.slice(0, -1), toCell(testsOf(first))].join(' | ')} |` : line;
    })
    .join('\n');

const cellsOf = (line: string): readonly string[] =>
  line.startsWith('| ')
    ? line
        .slice(1, line.lastIndexOf('|'))
        .split(/(?<!\\)\|/u)
        .map((cell) => cell.trim())
    : [];

const testsIn = (cell: string): readonly TestTitle[] =>
  [...cell.matchAll(/`([^`]+[.]ts)` “([^”]*)”/gu)].map(([, path = '', title = '']) => ({
    path,
    title: title.replaceAll(String.raw`\|`, '|'),
  }));

const toCell = (tests: readonly TestTitle[]): string =>
  tests.length === 0
    ? '–'
    : tests.map(({ path, title }) => `\`${path}\` “${title.replaceAll('|', String.raw`\|`)}”`).join('<br>');
