import type { Prey } from './hunt.ts';

/** Killed by a rule that it names. */
const isKilled = ({ killer, noticedBy }: Prey): boolean => killer !== undefined && noticedBy.includes(killer.invariant);

export interface MutantScore {
  readonly killed: number;
  readonly alive: readonly string[];
  /** Killed, but by another rule than those that should have noticed. */
  readonly byChance: readonly string[];
  readonly median: number;
  readonly worst: number;
}

export const scoreOf = (prey: readonly Prey[]): MutantScore => {
  const killed = prey.filter(isKilled);
  const seeds = killed.map(({ played }) => played).toSorted((a, b) => a - b);
  return {
    killed: killed.length,
    alive: prey.filter(({ killer }) => killer === undefined).map(({ name }) => name),
    byChance: prey.filter((one) => one.killer !== undefined && !isKilled(one)).map(({ name }) => name),
    median: seeds[(seeds.length - 1) >> 1] ?? 0,
    worst: seeds.at(-1) ?? 0,
  };
};

/** Every planted bug, who killed it, and after how many seeds that could have shown it. */
export const mutantTable = (prey: readonly Prey[]): string => {
  const width = Math.max(...prey.map(({ name }) => name.length));
  return prey.map((one) => mutantLine(one, width)).join('\n');
};

export const mutantLine = (one: Prey, width = 0): string => {
  const { name, killer, played, isPicky, noticedBy } = one;
  const seeds = `${played} ${played === 1 ? 'seed' : 'seeds'}${isPicky ? ' of those that could show it' : ''}`;
  if (killer === undefined) return `  ${name.padEnd(width)}  ALIVE after ${seeds}`;
  const by = isKilled(one) ? killer.invariant : `${killer.invariant}, which is not among ${noticedBy.join()}`;
  return `  ${name.padEnd(width)}  ${by.padEnd(8)} ${seeds} (seed ${killer.seed})`;
};
