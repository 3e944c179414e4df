import type { BeijingDay } from '../kernel/civil-date.ts';
import { Fen, sumFen } from '../kernel/fen.ts';
import type { DeductionId } from '../kernel/ids.ts';

/** A part of the limit set aside before the first request, until the outcome is proven (INV-25). */
export interface Reservation {
  readonly deduction: DeductionId;
  readonly amount: Fen;
  /** The day on which it was made. It counts on every day while it is open (INV-26). */
  readonly day: BeijingDay;
}
/** What one pupil, or one test merchant number, has spent and may still be spending. */
export interface Spending {
  readonly open: readonly Reservation[];
  readonly settled: readonly { readonly day: BeijingDay; readonly amount: Fen }[];
}
export const nothingSpent: Spending = { open: [], settled: [] };

/**
 * Settled on that day, plus everything in flight, whichever day it began on (INV-23, INV-26): two workers whose clocks
 * differ around midnight must not pass a limit together.
 */
export const usedOn = (spending: Spending, day: BeijingDay, except?: DeductionId): Fen =>
  sumFen([
    ...spending.settled.filter((line) => line.day === day).map((line) => line.amount),
    ...spending.open.filter((line) => line.deduction !== except).map((line) => line.amount),
  ]);

/** Repeating it for one deduction changes nothing. */
export const reserve = (spending: Spending, reservation: Reservation): Spending =>
  spending.open.some(({ deduction }) => deduction === reservation.deduction)
    ? spending
    : { ...spending, open: [...spending.open, reservation] };

/**
 * The money moved, on the day of WeChat's success time. It counts even where nothing was reserved any more (WeChat
 * settled what it had called failed): the books follow the truth.
 */
export const settle = (spending: Spending, deduction: DeductionId, amount: Fen, day: BeijingDay): Spending => {
  const before = spending.settled.find((line) => line.day === day)?.amount ?? Fen.zero;
  const others = spending.settled.filter((line) => line.day !== day);
  return {
    open: spending.open.filter((line) => line.deduction !== deduction),
    settled: [...others, { day, amount: sumFen([before, amount]) }]
      .toSorted((a, b) => (a.day < b.day ? -1 : 1))
      .slice(-daysKept),
  };
};

/** Proven unpaid: what was set aside is free again. */
export const release = (spending: Spending, deduction: DeductionId): Spending => ({
  ...spending,
  open: spending.open.filter((line) => line.deduction !== deduction),
});

/** Vouchers older than 30 days are held, so no later day is ever asked for. */
const daysKept = 40;
