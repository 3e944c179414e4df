import type { BenchKeys } from './bench-keys.ts';
import type { BenchSale, BenchSchool } from './bench-school.ts';
import type { Measured } from './measure.ts';
import type { BenchOptions } from './bench-options.ts';

export interface DeductOptions extends BenchOptions {
  readonly keys: BenchKeys;
  readonly school: BenchSchool;
  readonly ofRound: (round: number) => readonly BenchSale[];
  readonly wechatUrl: string;
  /** What a sale costs whose answer is forged: no sale of this amount may ever count as paid. */
  readonly forgedFen: number;
}
/** What the store of a side says. */
export interface Books {
  readonly paid: () => number;
  /** Sales whose answer was forged: known, and not paid. */
  readonly forgedUnpaid: () => number;
}

/** Runs one round of sales and reads from the store, not from answers, what came of them. */
export const measureSales = async (
  sales: readonly BenchSale[],
  forgedFen: number,
  books: Books,
  cpu: () => Readonly<Record<string, number>>,
  run: () => Promise<void>,
): Promise<Measured> => {
  const forgedSent = sales.filter(({ amountFen }) => amountFen === forgedFen).length;
  const genuine = sales.length - forgedSent;
  const [paid, unpaid, before, began] = [books.paid(), books.forgedUnpaid(), cpu(), performance.now()];
  await run();
  while (books.paid() < paid + genuine || books.forgedUnpaid() < unpaid + forgedSent) {
    if (performance.now() - began > roundMaxMs)
      throw new Error(`${books.paid() - paid} of ${genuine} sales settled after ${roundMaxMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const wallSeconds = (performance.now() - began) / 1000;
  const after = cpu();
  const parts = Object.fromEntries(Object.entries(after).map(([name, at]) => [name, at - (before[name] ?? 0)]));
  return {
    done: books.paid() - paid,
    cpuSeconds: Object.values(parts).reduce((sum, seconds) => sum + seconds, 0),
    wallSeconds,
    forgedSent,
    forgedRefused: books.forgedUnpaid() - unpaid,
    parts,
  };
};
const roundMaxMs = 120_000;
