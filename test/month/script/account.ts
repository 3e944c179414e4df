import type { Line, SaleEnd } from '../books/line.ts';
import type { Day } from './school-days.ts';
import type { Sale } from './step.ts';

/** One pupil and the parents' account, as the rules have it: a few lines instead of a platform. */
export interface Account {
  /** A sale is handed over. */
  readonly charge: (sale: Sale, day: Day) => void;
  /** What failed for want of money is tried again. */
  readonly retry: (day: Day) => void;
  readonly release: (day: Day) => void;
  readonly giveUp: () => void;
  readonly money: (balanceFen: number) => void;
  readonly repay: (day: Day) => void;
  /** Of a paid sale; all of it, perhaps in parts, and the sale is refunded. The day's limit is not given back. */
  readonly refund: (saleNo: number, fen: number, day: Day) => void;
  readonly limit: (fen: number | undefined) => void;
  readonly endContract: () => void;
  readonly signAgain: () => void;
  readonly block: (blocked: boolean) => void;
  readonly ends: () => readonly (readonly [number, SaleEnd])[];
}

/** `k12-wire.md` §7: then WeChat refuses the fourth and disables the pupil. */
const advancesMax = 3;

export const openAccount = (
  pupil: number,
  start: { readonly balanceFen: number; readonly advanceQuota: boolean },
  schoolLimit: () => number | undefined,
  book: (line: Line) => void,
): Account => {
  let { balanceFen } = start;
  let [signed, blocked]: [boolean, boolean] = [true, false];
  let ownLimit: number | undefined;
  const ends = new Map<number, SaleEnd>();
  const spent = new Map<Day, number>();
  const sales = new Map<number, Sale>();
  const givenBack = new Map<number, number>();
  const those = (end: SaleEnd): readonly Sale[] => [...sales.values()].filter(({ no }) => ends.get(no) === end);

  const isBarred = (): boolean => !signed || blocked || those('advanced').length >= advancesMax;
  const passesLimit = (fen: number, day: Day): boolean => {
    const used = spent.get(day) ?? 0;
    return [schoolLimit(), ownLimit].some((limit) => limit !== undefined && used + fen > limit);
  };
  const settle = (sale: Sale, day: Day, end: 'paid' | 'advanced'): SaleEnd => {
    const { amountFen: fen } = sale;
    spent.set(day, (spent.get(day) ?? 0) + fen);
    if (end === 'paid') balanceFen -= fen;
    book({ kind: 'charged', pupil, day, fen });
    if (end === 'advanced') book({ kind: 'advanced', pupil, day, fen });
    return end;
  };
  const tryIt = (sale: Sale, day: Day): SaleEnd => {
    if (isBarred() || passesLimit(sale.amountFen, day)) return 'held';
    if (balanceFen >= sale.amountFen) return settle(sale, day, 'paid');
    return start.advanceQuota ? settle(sale, day, 'advanced') : 'failed';
  };
  const charge = (sale: Sale, day: Day): void => {
    sales.set(sale.no, sale);
    ends.set(sale.no, tryIt(sale, day));
  };
  return {
    charge,
    retry: (day) => those('failed').forEach((sale) => charge(sale, day)),
    release: (day) => {
      if (!isBarred()) those('held').forEach((sale) => charge(sale, day));
    },
    giveUp: () => those('held').forEach(({ no }) => ends.set(no, 'dead')),
    money: (fen) => {
      balanceFen = fen;
    },
    repay: (day) => {
      for (const { no, amountFen: fen } of those('advanced')) {
        ends.set(no, 'repaid');
        book({ kind: 'repaid', pupil, day, fen });
      }
    },
    refund: (no, fen, day) => {
      const back = (givenBack.get(no) ?? 0) + fen;
      givenBack.set(no, back);
      balanceFen += fen;
      book({ kind: 'refunded', pupil, day, fen });
      if (back === sales.get(no)?.amountFen) ends.set(no, 'refunded');
    },
    limit: (fen) => {
      ownLimit = fen;
    },
    endContract: () => {
      signed = those('advanced').length > 0; // never with a debt (INV-44)
    },
    signAgain: () => {
      signed = true;
    },
    block: (on) => {
      blocked = on;
    },
    ends: () => [...ends],
  };
};
