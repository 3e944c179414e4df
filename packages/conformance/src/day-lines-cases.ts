import {
  type Deduction,
  type DayLine,
  dayLinesOf,
  dayOf,
  type DeviceId,
  Fen,
  hour,
  later,
  type Reads,
  ref,
  type RefundBook,
  type RefundLine,
  type RefundNo,
  type Storage,
  write,
} from '@facepay/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDeduction } from './arbitraries/deduction.ts';
import { deductionNumbered, noon, otherSchool, put, putDeduction, right, school } from './storage-examples.ts';
import type { SharedStore } from './storage-ports.ts';

const today = dayOf(noon);
const nameOf = ({ device, status, outcomeUnknown, bookedLater }: DayLine): string =>
  [device, status, outcomeUnknown, bookedLater].join();
const sorted = (lines: readonly DayLine[]): readonly DayLine[] =>
  lines.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
const asked = async (reads: Reads, day = today): Promise<readonly DayLine[]> =>
  sorted(right(await reads.dayLines(school, day)()));
const line = (change: Partial<DayLine>): DayLine => ({
  device: 'D1' as DeviceId,
  status: 'received',
  outcomeUnknown: false,
  bookedLater: false,
  count: 1,
  amount: 10_000 as Fen,
  refunded: 0 as Fen,
  ...change,
});
const putAll = async (storage: Storage, deductions: readonly Deduction[]): Promise<void> => {
  for (const deduction of deductions) await putDeduction(storage, deduction);
};

/** Refunds of 10 yuan each. */
const bookOf = ({ id, amount }: Deduction, ...statuses: readonly RefundLine['status'][]): RefundBook => ({
  deduction: id,
  total: amount,
  lines: statuses.map((status, n) => ({ no: `R${n}` as RefundNo, amount: 1_000 as Fen, openedAt: noon, status })),
});
const putBook = (storage: Storage, book: RefundBook): Promise<void> =>
  put(storage, school, [write(ref('refundBook', book.deduction ?? ''), book)]);

/** Part of the reads' suite: what a store says of one day's sales. */
export const dayLinesCases = (store: () => SharedStore): void => {
  test('INV-31 a day is its own sales, summed by terminal, status and day of charge', async () => {
    const { first, second } = store();
    const paid = { status: 'paid', paidAt: later(noon, hour), transactionId: 'T' } as const;
    await putAll(first.storage, [
      deductionNumbered(1),
      deductionNumbered(2, { amount: 1 as Fen }),
      deductionNumbered(3, paid),
      deductionNumbered(4, { ...paid, paidAt: later(noon, 12 * hour) }), // midnight in Beijing
      deductionNumbered(5, { ...paid, device: 'D2' as DeviceId }),
      deductionNumbered(6, { status: 'held', reason: 'unknown' }),
      deductionNumbered(7, { status: 'held', reason: 'limit' }),
      deductionNumbered(8, { status: 'failed', reason: 'unknown' }),
      deductionNumbered(9, { saleAt: later(noon, 12 * hour) }),
    ]);
    await putBook(first.storage, bookOf(deductionNumbered(3), 'refunded', 'failed', 'refunded', 'open'));
    await putBook(first.storage, bookOf(deductionNumbered(1), 'failed', 'open'));
    await putDeduction(first.storage, deductionNumbered(10, { organization: otherSchool }), otherSchool);
    expect(await asked(second.reads)).toEqual(
      sorted([
        line({ count: 2, amount: 10_001 as Fen }),
        line({ status: 'paid', refunded: 2_000 as Fen }),
        line({ status: 'paid', bookedLater: true }),
        line({ status: 'paid', device: 'D2' as DeviceId }),
        line({ status: 'held', outcomeUnknown: true }),
        line({ status: 'held' }),
        line({ status: 'failed' }),
      ]),
    );
  });

  test('a day without sales is empty', async () => {
    expect(await asked(store().first.reads)).toEqual([]);
  });

  test('INV-31 whatever became of the sales, their lines are the sums over them', async () => {
    const { first, second } = store();
    const any = fc.sample(anyDeduction, { numRuns: 60, seed: 31 });
    const sales = any.map((deduction, index) => ({
      ...deduction,
      organization: school,
      device: `D${index % 3}` as DeviceId,
      saleAt: later(noon, (index % 5) * 6 * hour),
    }));
    await putAll(first.storage, sales);
    const books = new Map(sales.flatMap((sale, n) => (n % 4 === 0 ? [[sale.id, bookOf(sale, 'refunded')]] : [])));
    for (const book of books.values()) await putBook(first.storage, book);
    const backOf = (id: Deduction['id']): Fen => (books.has(id) ? (1_000 as Fen) : Fen.zero);
    for (const day of [today, dayOf(later(noon, 24 * hour))]) {
      const expected = dayLinesOf(
        sales.filter(({ saleAt }) => dayOf(saleAt) === day),
        backOf,
      );
      expect(expected.length).toBeGreaterThan(5);
      expect(await asked(second.reads, day)).toEqual(sorted(expected));
    }
  });
};
