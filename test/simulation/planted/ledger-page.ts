import { type LedgerRow, withoutBug } from './ledger.ts';
import type { Mutant } from './mutant.ts';

/** `docs/planted-bugs.md`, from the lists themselves. */
export const ledgerPage = (ledger: readonly LedgerRow[], mutants: readonly Mutant[]): string => {
  const named = new Set(ledger.flatMap(({ bugs }) => bugs));
  const others = mutants.filter(({ name }) => !named.has(name));
  const noticed = (name: string): string => mutants.find((one) => one.name === name)?.noticedBy.join(', ') ?? '';
  return [
    '# Planted bugs',
    '',
    `What shows that the simulator could find a bug: ${mutants.length} of them are planted at its seams, one at a time, and each must`,
    'be noticed by one of the rules named beside it. `pnpm sim --mutants` hunts all of them and prints the seeds it took;',
    '`test/simulation/planted.test.ts` does so in CI. This page is written from `planted/ledger.ts` and the lists of bugs',
    '(`vitest run test/simulation/planted-page -u`).',
    '',
    '## Of the ledger (`simulation.md` §3.9)',
    '',
    table(
      ['group', 'row', 'planted bug', 'noticed by'],
      ledger.flatMap(({ group, row, bugs, elsewhere }) =>
        bugs.length === 0
          ? [[group, row, `none: ${elsewhere}`, '']]
          : bugs.map((name) => [group, row, name, noticed(name)]),
      ),
    ),
    '',
    '## And these',
    '',
    table(
      ['planted bug', 'noticed by'],
      others.map(({ name }) => [name, noticed(name)]),
    ),
    '',
    '## Invariants of money without a bug of their own',
    '',
    table(['invariant', 'why'], Object.entries(withoutBug)),
    '',
  ].join('\n');
};

const table = (head: readonly string[], lines: readonly (readonly string[])[]): string => {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const lineOf = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [lineOf(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.map(lineOf)].join('\n');
};
