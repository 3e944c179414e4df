import { coverageTable } from '../covered/coverage-table.ts';
import { describeCounts } from '../report.ts';
import { perSecond } from './progress.ts';
import { type Sometimes, sometimesOf } from './sometimes.ts';
import type { Tally } from './tally.ts';

/** A seed, or a file, whose plan broke a rule. */
export interface Failed {
  readonly seed: number;
  readonly invariant: string;
  readonly words: string;
  readonly replay: string;
  /** Where the minimal plan was written. */
  readonly kept?: string;
}
export interface Session {
  readonly storage: 'model' | 'sqlite';
  readonly commit: string;
  readonly seconds: number;
  readonly tally: Tally;
  readonly failed: readonly Failed[];
}

/** No run, a violation, or a missing sometimes-event where the run was long enough. */
export const isGood = ({ tally, failed }: Session): boolean =>
  tally.runs > failed.length && failed.length === 0 && sometimesOf(tally).missing.length === 0;

/** For a program to read: everything in one object. Rates are per second of real time. */
export const summaryObject = (session: Session, more: Readonly<Record<string, unknown>> = {}) => {
  const { tally, failed, seconds, ...rest } = session;
  const { counts, coverage, kinds, traceHash, ...sums } = tally;
  return {
    ...rest,
    ...more,
    good: isGood(session),
    passed: tally.runs - failed.length,
    failed: failed.map(({ seed }) => seed),
    failures: failed,
    seconds: round(seconds),
    ...sums,
    schoolDays: round(tally.schoolDays),
    daysPerSecond: round(tally.schoolDays / seconds),
    faultsPerSecond: round(tally.faults / seconds),
    stepsPerSecond: round(tally.steps / seconds),
    traceHash: traceHash(),
    sometimes: sometimesOf(tally),
    kinds: Object.fromEntries(kinds),
    counts: Object.fromEntries(counts),
    coverage: Object.fromEntries(coverage),
  };
};

/** For people. */
export const summaryText = (session: Session): string => {
  const { tally, seconds, storage } = session;
  return [
    describeCounts(tally.counts),
    '',
    'state edges × fault kinds met since the last write, at most 40 s before',
    coverageTable(tally.coverage),
    '',
    sometimesText(sometimesOf(tally)),
    [...tally.kinds].map(([kind, count]) => `${count} ${kind}`).join(', '),
    `${tally.schoolDays.toFixed(2)} school-days (${perSecond(tally.schoolDays, seconds)}/s) · ` +
      `${tally.vouchers} vouchers · ${tally.faults} faults (${perSecond(tally.faults, seconds)}/s) · ` +
      `${tally.steps} steps (${perSecond(tally.steps, seconds)}/s) in ${seconds.toFixed(1)} s on ${storage} storage`,
    `trace hash ${tally.traceHash()}`,
  ].join('\n');
};

const sometimesText = ({ listed, seen, unseen, missing, isJudged }: Sometimes): string =>
  [
    `sometimes-events: ${seen} of ${listed} seen${isJudged ? '' : ' (too few lunches to ask for all)'}`,
    ...(isJudged ? missing.map((line) => `  below its floor: ${line}`) : unseen.map((line) => `  not seen: ${line}`)),
  ].join('\n');

const round = (value: number): number => (Number.isFinite(value) ? Math.round(value * 1000) / 1000 : 0);
