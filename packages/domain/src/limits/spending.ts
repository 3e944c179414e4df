import type { BeijingDay } from '../kernel/civil-date.ts';
import { Fen, sumFen } from '../kernel/fen.ts';
import type { DeductionId } from '../kernel/ids.ts';
import type { Scene } from '../kernel/scene.ts';

/** A part of the limit set aside before the first request, until the outcome is proven (INV-25). */
export interface Reservation {
  readonly deduction: DeductionId;
  readonly amount: Fen;
  /** The day on which it was made. It counts on every day while it is open (INV-26). */
  readonly day: BeijingDay;
  /** Where; what names no scene counts in each of them. */
  readonly scene?: Scene;
}
interface SettledLine {
  readonly day: BeijingDay;
  readonly amount: Fen;
  readonly scene?: Scene;
}
/** What one pupil, or one test merchant number, has spent and may still be spending. */
export interface Spending {
  readonly open: readonly Reservation[];
  /** A line per day and scene. */
  readonly settled: readonly SettledLine[];
}
export const nothingSpent: Spending = { open: [], settled: [] };

/**
 * Settled on that day, plus everything in flight, whichever day it began on (INV-23, INV-26): two workers whose clocks
 * differ around midnight must not pass a limit together.
 */
export const usedOn = (spending: Spending, day: BeijingDay, except?: DeductionId): Fen =>
  usedIn(undefined, spending, day, except);

/** The same in one scene; without a scene, in all of them. */
export const usedIn = (scene: Scene | undefined, spending: Spending, day: BeijingDay, except?: DeductionId): Fen => {
  const counts = (line: { readonly scene?: Scene }): boolean =>
    scene === undefined || line.scene === undefined || line.scene === scene;
  return sumFen([
    ...spending.settled.filter((line) => line.day === day && counts(line)).map((line) => line.amount),
    ...spending.open.filter((line) => line.deduction !== except && counts(line)).map((line) => line.amount),
  ]);
};

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
  const scene = spending.open.find((line) => line.deduction === deduction)?.scene;
  const isSame = (line: SettledLine): boolean => line.day === day && line.scene === scene;
  const before = spending.settled.find(isSame)?.amount ?? Fen.zero;
  const line = { day, amount: sumFen([before, amount]), ...(scene === undefined ? {} : { scene }) };
  const settled = [...spending.settled.filter((one) => !isSame(one)), line].toSorted((x, y) =>
    x.day < y.day ? -1 : 1,
  );
  const kept = new Set([...new Set(settled.map((one) => one.day))].slice(-daysKept));
  return {
    open: spending.open.filter((one) => one.deduction !== deduction),
    settled: settled.filter((one) => kept.has(one.day)),
  };
};

/** Proven unpaid: what was set aside is free again. */
export const release = (spending: Spending, deduction: DeductionId): Spending => ({
  ...spending,
  open: spending.open.filter((line) => line.deduction !== deduction),
});

/** Vouchers older than 30 days are held, so no later day is ever asked for. */
const daysKept = 40;
