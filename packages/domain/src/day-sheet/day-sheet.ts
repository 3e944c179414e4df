import type { Gap } from '../device/device.ts';
import { type BeijingDay, daysAfter, startOf } from '../kernel/civil-date.ts';
import type { DeviceId, OrganizationId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Balances } from '../ledger/index.ts';
import type { DayLine } from './day-line.ts';
import { type DaySums, daySumsOf } from './day-sums.ts';

/** Numbers of a terminal that never came, and between the sales of which days they were given. */
export interface MissingVouchers extends Pick<Gap, 'from' | 'to'> {
  /** Day of the sale before the gap; absent before the terminal's first, or where it cannot be told. */
  readonly after?: BeijingDay;
  readonly before?: BeijingDay;
}
export interface TerminalOfDay {
  readonly device: DeviceId;
  readonly gaps: readonly MissingVouchers[];
}
export interface TerminalSheet extends TerminalOfDay {
  readonly sums: DaySums;
  /** Vouchers that this terminal numbered on that day, or may have, and that are not here. */
  readonly missing: number;
}
/** Why the sums of a day may still move by themselves. What is held moves only when a person acts. */
export type OpenBecause = 'day-not-over' | 'pending' | 'unknown' | 'held-unknown' | 'missing-vouchers';

/** 日结: the sheet of one organization and Beijing day of sale, as things stand. */
export interface DaySheet {
  readonly organization: OrganizationId;
  readonly day: BeijingDay;
  /** Empty: nothing moves any more by itself, and the day can be closed. */
  readonly openBecause: readonly OpenBecause[];
  readonly sums: DaySums;
  /** The same money on the accounts of the double-entry ledger; sums to zero (INV-31). */
  readonly balances: Balances;
  readonly missing: number;
  readonly terminals: readonly TerminalSheet[];
}

export const daySheetOf = (
  of: { readonly organization: OrganizationId; readonly day: BeijingDay; readonly now: Instant },
  lines: readonly DayLine[],
  terminals: readonly TerminalOfDay[],
): DaySheet => {
  const { organization, day, now } = of;
  const sums = daySumsOf(lines);
  const gapsOf = new Map(terminals.map(({ device, gaps }) => [device, gaps.filter((gap) => mayHoldSaleOf(gap, day))]));
  const devices = new Set([...lines.map(({ device }) => device), ...gapsOf.keys()]);
  const sheets = [...devices].toSorted().flatMap((device): readonly TerminalSheet[] => {
    const own = lines.filter((line) => line.device === device);
    const gaps = gapsOf.get(device) ?? [];
    return own.length + gaps.length === 0
      ? []
      : [{ device, gaps, sums: daySumsOf(own), missing: gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0) }];
  });
  const missing = sheets.reduce((sum, sheet) => sum + sheet.missing, 0);
  return {
    organization,
    day,
    openBecause: [
      ...(now < startOf(daysAfter(day, 1)) ? (['day-not-over'] as const) : []),
      ...(sums.pending.count > 0 ? (['pending'] as const) : []),
      ...(sums.unknown.count > 0 ? (['unknown'] as const) : []),
      ...(sums.heldUnknown.count > 0 ? (['held-unknown'] as const) : []),
      ...(missing > 0 ? (['missing-vouchers'] as const) : []),
    ],
    sums,
    balances: dayBalancesOf(sums),
    missing,
    terminals: sheets,
  };
};

/** Numbers are given in the order of the sales, so what is missing was sold between its neighbours. */
export const mayHoldSaleOf = ({ after, before }: MissingVouchers, day: BeijingDay): boolean =>
  (after === undefined || after <= day) && (before === undefined || day <= before);

/** What the ledger of all events of these sales says, told from what became of them. */
export const dayBalancesOf = (sums: DaySums): Balances => ({
  sales: 0 - sums.minted.amount,
  receivable: sums.pending.amount + sums.unknown.amount + sums.held.amount,
  payers: sums.paid.amount + sums.repaid.amount,
  advances: sums.advanced.amount,
  refunds: sums.refunded.amount,
  'written-off': sums.dead.amount,
});
