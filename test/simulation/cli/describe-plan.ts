import type { Op, Plan } from '../plan/plan.ts';
import type { RunResult } from '../run-plan.ts';
import { clockOf } from '../report.ts';
import { faultNumberOf } from './fault-numbers.ts';

interface Line {
  readonly atMs: number;
  readonly words: string;
  readonly number: string;
}

/** What a plan does and what strikes it, in the order of time, numbered (`simulation.md` §3.6). */
export const describePlan = (plan: Plan, { struck, violations }: RunResult, linesMax = 30): readonly string[] => {
  const until = violations[0]?.atMs ?? Infinity;
  const lines: readonly Line[] = [
    ...plan.ops.map((op) => ({ atMs: op.at, words: wordsOf(plan, op), number: '' })),
    ...struck.map(({ atMs, process, kind, address }) => ({
      atMs,
      words: `${process} ${address ?? ''} ${kind}`,
      number: faultNumberOf(kind),
    })),
  ]
    .filter(({ atMs }) => atMs <= until)
    .toSorted((a, b) => a.atMs - b.atMs);
  const shown = lines.slice(-linesMax);
  return [
    ...(shown.length < lines.length ? [`  … ${lines.length - shown.length} before`] : []),
    ...shown.map(
      ({ atMs, words, number }, index) =>
        `  ${String(index + 1 + lines.length - shown.length).padStart(2)}. ${words.padEnd(60)} t+${clockOf(atMs)}  ${number}`,
    ),
  ].map((line) => line.trimEnd());
};

const wordsOf = (plan: Plan, op: Op): string => {
  const { at: _, type, ...rest } = op;
  const details = Object.entries(rest).map(([name, value]) => detailOf(plan, name, value));
  return [type, ...details].join(' ');
};

const detailOf = (plan: Plan, name: string, value: unknown): string => {
  if (name === 'pupil' && typeof value === 'number') return plan.pupils[value]?.outUserId ?? `pupil ${value}`;
  if (name.endsWith('Fen') && typeof value === 'number') return `${(value / 100).toFixed(2)} yuan`;
  return `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`;
};
