import {
  type Deduction,
  type DayLine,
  dayLinesOf,
  dayOf,
  type DeviceId,
  type Fen,
  hour,
  later,
  type Reads,
  type Storage,
} from '@facepay/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDeduction } from './arbitraries/deduction.ts';
import { deductionNumbered, noon, otherSchool, putDeduction, right, school } from './storage-examples.ts';
import type { SharedStore } from './storage-ports.ts';

const today = dayOf(noon);
const sorted = (lines: readonly DayLine[]): readonly DayLine[] =>
  lines.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
const asked = async (reads: Reads, day = today): Promise<readonly DayLine[]> =>
  sorted(right(await reads.dayLines(school, day)()));
const line = (change: Partial<DayLine>): DayLine => ({
  device: 'D1' as DeviceId,
  status: 'received',
  outcomeUnknown: false,
  bookedLater: false,
  count: 1,
  amount: 10_000 as Fen,
  ...change,
});
const putAll = async (storage: Storage, deductions: readonly Deduction[]): Promise<void> => {
  for (const deduction of deductions) await putDeduction(storage, deduction);
};

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
    await putDeduction(first.storage, deductionNumbered(10, { organization: otherSchool }), otherSchool);
    expect(await asked(second.reads)).toEqual(
      sorted([
        line({ count: 2, amount: 10_001 as Fen }),
        line({ status: 'paid' }),
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
    for (const day of [today, dayOf(later(noon, 24 * hour))]) {
      const expected = dayLinesOf(sales.filter(({ saleAt }) => dayOf(saleAt) === day));
      expect(expected.length).toBeGreaterThan(5);
      expect(await asked(second.reads, day)).toEqual(sorted(expected));
    }
  });
};
