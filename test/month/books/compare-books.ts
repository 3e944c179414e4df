import { type Line, lineKinds } from './line.ts';

export interface Tally {
  readonly count: number;
  readonly fen: number;
}
/** Sums of one book by kind, pupil and day. */
type Sums = ReadonlyMap<string, Tally>;

/** Everything in which two books differ, to the fen, per pupil and per day; empty where they agree. */
export const compareBooks = (
  ours: string,
  our: readonly Line[],
  theirs: string,
  their: readonly Line[],
): readonly string[] => {
  const [here, there] = [sumsOf(our), sumsOf(their)];
  return [...new Set([...here.keys(), ...there.keys()])].toSorted().flatMap((place) => {
    const [a, b] = [here.get(place) ?? nothing, there.get(place) ?? nothing];
    return a.count === b.count && a.fen === b.fen
      ? []
      : [`${place}: ${ours} ${a.count} of ${a.fen} fen, ${theirs} ${b.count} of ${b.fen} fen`];
  });
};

/** The sums of one day. */
export const dayTally = (lines: readonly Line[], kind: Line['kind'], day: string): Tally =>
  lines.filter((line) => line.kind === kind && line.day === day).reduce(add, nothing);

/** How many places of kind, pupil and day a comparison looks at. */
export const placesIn = (lines: readonly Line[]): number => sumsOf(lines).size;

const nothing: Tally = { count: 0, fen: 0 };
const add = (sum: Tally, { fen }: Pick<Line, 'fen'>): Tally => ({ count: sum.count + 1, fen: sum.fen + fen });

const sumsOf = (lines: readonly Line[]): Sums => {
  const sums = new Map<string, Tally>();
  for (const line of lines) {
    if (!lineKinds.includes(line.kind) || !Number.isSafeInteger(line.fen)) throw new Error('not a line of a book');
    const place = `${line.day} pupil ${line.pupil} ${line.kind}`;
    sums.set(place, add(sums.get(place) ?? nothing, line));
  }
  return sums;
};
