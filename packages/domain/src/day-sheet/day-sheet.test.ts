import { describe, expect, it } from 'vitest';
import { type BeijingDay, startOf } from '../kernel/civil-date.ts';
import type { Fen } from '../kernel/fen.ts';
import type { DeviceId, OrganizationId } from '../kernel/ids.ts';
import { later } from '../kernel/instant.ts';
import type { DayLine } from './day-line.ts';
import { type DaySheet, daySheetOf, mayHoldSaleOf, type TerminalOfDay } from './day-sheet.ts';

const day = '2026-09-07' as BeijingDay;
const nextDay = '2026-09-08' as BeijingDay;
const device = 'D1' as DeviceId;
const line = (status: DayLine['status'], amount: number, change: Partial<DayLine> = {}): DayLine => ({
  device,
  status,
  outcomeUnknown: false,
  bookedLater: false,
  count: 1,
  amount: amount as Fen,
  refunded: 0 as Fen,
  ...change,
});
const sheet = (lines: readonly DayLine[], terminals: readonly TerminalOfDay[] = [], now = startOf(nextDay)): DaySheet =>
  daySheetOf({ organization: 'O1' as OrganizationId, day, now }, lines, terminals);

describe('the day sheet (INV-31)', () => {
  it('minted is settled, pending, unknown, held and dead; settled is paid, advanced, repaid and refunded', () => {
    const { sums } = sheet([
      line('paid', 1),
      line('advanced', 20),
      line('repaid', 300),
      line('refunded', 4_000),
      line('received', 5),
      line('failed', 60),
      line('in-flight', 700),
      line('unknown', 8_000),
      line('held', 9, { outcomeUnknown: true }),
      line('dead', 100, { count: 2 }),
    ]);
    expect(sums.settled).toEqual({ count: 4, amount: 4_321 });
    expect(sums.pending).toEqual({ count: 3, amount: 765 });
    expect(sums.unknown).toEqual({ count: 1, amount: 8_000 });
    expect([sums.held, sums.heldUnknown]).toEqual([
      { count: 1, amount: 9 },
      { count: 1, amount: 9 },
    ]);
    expect(sums.dead).toEqual({ count: 2, amount: 100 });
    expect(sums.minted).toEqual({ count: 11, amount: 13_195 });
  });
  it('FAQ 5.2 a part that was refunded moves by fen, the sale stays where it stood by count', () => {
    const { sums, balances } = sheet([
      line('paid', 1_000, { refunded: 300 as Fen }),
      line('refunded', 500, { refunded: 500 as Fen }),
    ]);
    expect([sums.paid, sums.refunded, sums.settled]).toEqual([
      { count: 1, amount: 700 },
      { count: 1, amount: 800 },
      { count: 2, amount: 1_500 },
    ]);
    expect(balances).toMatchObject({ sales: -1_500, payers: 700, refunds: 800 });
  });
  it('INV-26 a charge that WeChat made on a later day stays in the day of its sale, and is told apart', () => {
    const { sums } = sheet([line('paid', 1_200, { bookedLater: true }), line('paid', 800)]);
    expect(sums.paid.amount).toBe(2_000);
    expect(sums.bookedLater).toEqual({ count: 1, amount: 1_200 });
  });
  it('each terminal has its own sums, and together they are the day', () => {
    const other = 'D2' as DeviceId;
    const { terminals } = sheet([line('paid', 100), line('paid', 20, { device: other }), line('held', 3)]);
    expect(terminals.map((each) => [each.device, each.sums.minted.amount, each.sums.paid.amount])).toEqual([
      [device, 103, 100],
      [other, 20, 20],
    ]);
  });
});

describe('whether the day can still move', () => {
  it('given everything settled, held or given up and the day over, then it is closed', () => {
    expect(sheet([line('paid', 1), line('advanced', 1), line('held', 1), line('dead', 1)]).openBecause).toEqual([]);
  });
  it.each([
    ['pending', line('failed', 1)],
    ['unknown', line('unknown', 1)],
    ['held-unknown', line('held', 1, { outcomeUnknown: true })],
  ])('given one that is %s, then it is not', (why, one) => {
    expect(sheet([one]).openBecause).toEqual([why]);
  });
  it('given the last moment of the day, then it is not', () => {
    expect(sheet([line('paid', 1)], [], later(startOf(nextDay), -1)).openBecause).toEqual(['day-not-over']);
  });
});

describe('vouchers that never came (INV-61)', () => {
  const gap = { from: 4, to: 6, after: day, before: nextDay };
  it('are listed with the days on which they may have been given, and leave the day open', () => {
    const { terminals, missing, openBecause } = sheet([line('paid', 1)], [{ device, gaps: [gap] }]);
    expect(terminals).toMatchObject([{ device, missing: 3, gaps: [gap] }]);
    expect([missing, openBecause]).toEqual([3, ['missing-vouchers']]);
  });
  it('count on no day outside of their neighbours’', () => {
    const before = '2026-09-06' as BeijingDay;
    const { terminals, openBecause } = sheet([], [{ device, gaps: [{ from: 1, to: 2, before }] }]);
    expect([terminals, openBecause]).toEqual([[], []]);
    expect(mayHoldSaleOf(gap, before)).toBe(false);
    expect(mayHoldSaleOf(gap, nextDay)).toBe(true);
    expect(mayHoldSaleOf({ from: 1, to: 1 }, day)).toBe(true);
  });
});
