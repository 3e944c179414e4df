import type { DeductionStatus } from '../deduction/index.ts';
import { type Fen, restOf, sumFen } from '../kernel/fen.ts';
import type { DayLine } from './day-line.ts';

/** So many sales, so many fen. */
export interface Tally {
  readonly count: number;
  readonly amount: Fen;
}
/**
 * The sales of one Beijing day by what became of them, now. Always: minted = settled + pending + unknown + held + dead and
 * settled = paid + advanced + repaid + refunded, by count and by fen (INV-31). A sale that was refunded in part counts where
 * it stood, its fen on both sides: what the payer has back is in `refunded`.
 */
export interface DaySums {
  readonly minted: Tally;
  readonly settled: Tally;
  readonly paid: Tally;
  readonly advanced: Tally;
  readonly repaid: Tally;
  readonly refunded: Tally;
  readonly pending: Tally;
  readonly unknown: Tally;
  readonly held: Tally;
  readonly dead: Tally;
  /** Of `held`: those whose outcome nobody could find out. */
  readonly heldUnknown: Tally;
  /** Of `settled`: what WeChat charged on a later day. */
  readonly bookedLater: Tally;
}

const classOf: Readonly<Record<DeductionStatus, Exclude<keyof DaySums, 'minted' | 'heldUnknown' | 'bookedLater'>>> = {
  received: 'pending',
  reserved: 'pending',
  'in-flight': 'pending',
  failed: 'pending',
  unknown: 'unknown',
  held: 'held',
  paid: 'paid',
  advanced: 'advanced',
  repaid: 'repaid',
  refunded: 'refunded',
  dead: 'dead',
};
const settledClasses: ReadonlySet<string> = new Set(['paid', 'advanced', 'repaid', 'refunded']);

/** Each line goes to one class, so nothing is counted twice and nothing falls out. */
export const daySumsOf = (lines: readonly DayLine[]): DaySums => {
  const of = (name: string): Tally => kept(lines.filter(({ status }) => classOf[status] === name));
  const settled = lines.filter(({ status }) => settledClasses.has(classOf[status]));
  return {
    minted: tallyOf(lines),
    settled: tallyOf(settled),
    paid: of('paid'),
    advanced: of('advanced'),
    repaid: of('repaid'),
    refunded: { ...of('refunded'), amount: sumFen(settled.map(backOf)) },
    pending: of('pending'),
    unknown: of('unknown'),
    held: of('held'),
    dead: of('dead'),
    heldUnknown: tallyOf(lines.filter(({ outcomeUnknown }) => outcomeUnknown)),
    bookedLater: tallyOf(lines.filter(({ bookedLater }) => bookedLater)),
  };
};

/** What the payers have back of a line: of sales that are called refunded, all. */
const backOf = ({ status, amount, refunded }: DayLine): Fen => (status === 'refunded' ? amount : refunded);
const kept = (lines: readonly DayLine[]): Tally =>
  tallyOf(lines.map(({ count, amount, refunded }) => ({ count, amount: restOf(amount, refunded) })));
const tallyOf = (tallies: readonly Tally[]): Tally => ({
  count: tallies.reduce((sum, { count }) => sum + count, 0),
  amount: sumFen(tallies.map(({ amount }) => amount)),
});
