import { arch, cpus, platform } from 'node:os';
import type { Measured, Round, SideName } from './measure.ts';

export interface SideSummary {
  readonly done: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Work per second of CPU time, median of the rounds. */
  readonly perCpuSecond: number;
  /** Work per second of the clock on the wall, median of the rounds. */
  readonly perSecond: number;
  /** CPU seconds by process, where a side has several. */
  readonly parts?: Readonly<Record<string, number>>;
}
/** What `--json` prints. */
export interface BenchSummary {
  readonly bench: string;
  readonly unit: string;
  readonly rounds: number;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string; readonly os: string };
  readonly ours: SideSummary;
  readonly peer: SideSummary;
  readonly bound: SideSummary;
  /** Ours through the peer's, per CPU second: the median of the rounds' own ratios. */
  readonly ratio: number;
  readonly ratios: readonly number[];
  readonly goal: number;
  /** The bound through the peer's: what this machine allows at most. */
  readonly boundOverPeer: Ratio;
  /** Ours through the bound's, and what it should be at least. */
  readonly oursOverBound: Ratio & { readonly goal: number };
  readonly forged: Readonly<Record<SideName, { readonly sent: number; readonly refused: number }>>;
}
/** Per CPU second; the median of the rounds' own ratios. */
interface Ratio {
  readonly ratio: number;
  readonly ratios: readonly number[];
}
export interface BenchGoals {
  readonly bench: string;
  readonly unit: string;
  readonly goal: number;
  readonly goalOfBound: number;
}

export const summarize = ({ bench, unit, goal, goalOfBound }: BenchGoals, rounds: readonly Round[]): BenchSummary => {
  const of = (name: SideName): readonly Measured[] => rounds.map((round) => round[name]);
  return {
    bench,
    unit,
    rounds: rounds.length,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      os: `${platform()} ${arch()}`,
    },
    ours: sideOf(of('ours')),
    peer: sideOf(of('peer')),
    bound: sideOf(of('bound')),
    ...ratioOf(rounds, 'ours', 'peer'),
    goal,
    boundOverPeer: ratioOf(rounds, 'bound', 'peer'),
    oursOverBound: { ...ratioOf(rounds, 'ours', 'bound'), goal: goalOfBound },
    forged: { ours: forgedOf(of('ours')), peer: forgedOf(of('peer')), bound: forgedOf(of('bound')) },
  };
};

const ratioOf = (rounds: readonly Round[], over: SideName, under: SideName): Ratio => {
  const ratios = rounds.map((round) => rounded(perCpuSecond(round[over]) / perCpuSecond(round[under])));
  return { ratio: rounded(median(ratios)), ratios };
};

const sideOf = (rounds: readonly Measured[]): SideSummary => {
  const names = Object.keys(rounds[0]?.parts ?? {});
  return {
    done: sum(rounds.map(({ done }) => done)),
    cpuSeconds: rounded(sum(rounds.map(({ cpuSeconds }) => cpuSeconds))),
    wallSeconds: rounded(sum(rounds.map(({ wallSeconds }) => wallSeconds))),
    perCpuSecond: Math.round(median(rounds.map(perCpuSecond))),
    perSecond: Math.round(median(rounds.map(({ done, wallSeconds }) => done / wallSeconds))),
    ...(names.length === 0
      ? {}
      : {
          parts: Object.fromEntries(
            names.map((name) => [name, rounded(sum(rounds.map(({ parts }) => parts?.[name] ?? 0)))]),
          ),
        }),
  };
};
const forgedOf = (rounds: readonly Measured[]) => ({
  sent: sum(rounds.map(({ forgedSent }) => forgedSent)),
  refused: sum(rounds.map(({ forgedRefused }) => forgedRefused)),
});

const tickSeconds = 0.01; // the kernel's resolution: a round too short to be seen took at least one
const perCpuSecond = ({ done, cpuSeconds }: Measured): number => done / Math.max(tickSeconds, cpuSeconds);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const rounded = (value: number): number => Math.round(value * 100) / 100;
const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};
