import type { Tally } from './tally.ts';

export interface Progress {
  /** A line when the last one is long enough ago. */
  readonly tell: (tally: Tally) => void;
}

const everySeconds = 5;

export const createProgress = (secondsPassed: () => number, write: (line: string) => void): Progress => {
  let toldAt = 0;
  return {
    tell: (tally) => {
      const seconds = secondsPassed();
      if (seconds - toldAt < everySeconds) return;
      toldAt = seconds;
      write(progressLine(tally, seconds));
    },
  };
};

const progressLine = ({ runs, schoolDays, faults, violations }: Tally, seconds: number): string =>
  [
    `${Math.round(seconds)} s`,
    `${runs} seeds`,
    `${schoolDays.toFixed(1)} school-days (${perSecond(schoolDays, seconds)}/s)`,
    `${faults} faults (${perSecond(faults, seconds)}/s)`,
    `${violations} violations`,
  ].join('  ');

/** Three digits that mean something, whatever the magnitude. */
export const perSecond = (count: number, seconds: number): string => {
  const rate = seconds > 0 ? count / seconds : 0;
  return rate >= 100 ? String(Math.round(rate)) : rate.toPrecision(3);
};
