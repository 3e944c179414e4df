import type { Account, DaySheet, DaySums, MissingVouchers, Tally, TerminalSheet } from '@facepay/domain';
import { beijingDay, deviceId, organizationId } from '../shape/kernel-shapes.ts';
import { flag, list, oneOf, shownFen, shownNumber } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

const tally = object({ count: shownNumber, amountFen: shownFen });
const sums = {
  minted: tally,
  settled: tally,
  paid: tally,
  advanced: tally,
  repaid: tally,
  refunded: tally,
  pending: tally,
  unknown: tally,
  held: tally,
  dead: tally,
  heldUnknown: tally,
  bookedLater: tally,
};
const gap = object({ from: shownNumber, to: shownNumber }, { after: beijingDay, before: beijingDay });
const terminal = object({ deviceId, ...sums, missingVouchers: shownNumber, gaps: list(gap) });
/** Signed fen; they sum to zero. */
const ledger = object({
  salesFen: shownNumber,
  receivableFen: shownNumber,
  payersFen: shownNumber,
  advancesFen: shownNumber,
  refundsFen: shownNumber,
  writtenOffFen: shownNumber,
});

/** `product.md` §4, INV-31: minted = settled + pending + unknown + held + dead, settled = paid + advanced + repaid + refunded. */
export const DaySheetView = object({
  organizationId,
  date: beijingDay,
  closed: flag,
  openBecause: list(oneOf('day-not-over', 'pending', 'unknown', 'held-unknown', 'missing-vouchers')),
  ...sums,
  missingVouchers: shownNumber,
  ledger,
  terminals: list(terminal),
});
export type DaySheetView = ShapeOf<typeof DaySheetView>;

export const daySheetView = (sheet: DaySheet): DaySheetView => ({
  organizationId: sheet.organization,
  date: sheet.day,
  closed: sheet.openBecause.length === 0,
  openBecause: sheet.openBecause,
  ...sumsView(sheet.sums),
  missingVouchers: sheet.missing,
  ledger: ledgerView(sheet.balances),
  terminals: sheet.terminals.map(terminalView),
});

const tallyView = ({ count, amount }: Tally): ShapeOf<typeof tally> => ({ count, amountFen: amount });
const sumsView = (all: DaySums) => ({
  minted: tallyView(all.minted),
  settled: tallyView(all.settled),
  paid: tallyView(all.paid),
  advanced: tallyView(all.advanced),
  repaid: tallyView(all.repaid),
  refunded: tallyView(all.refunded),
  pending: tallyView(all.pending),
  unknown: tallyView(all.unknown),
  held: tallyView(all.held),
  dead: tallyView(all.dead),
  heldUnknown: tallyView(all.heldUnknown),
  bookedLater: tallyView(all.bookedLater),
});
const terminalView = ({ device, sums: own, missing, gaps }: TerminalSheet): ShapeOf<typeof terminal> => ({
  deviceId: device,
  ...sumsView(own),
  missingVouchers: missing,
  gaps: gaps.map(({ from, to, after, before }: MissingVouchers) => ({
    from,
    to,
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  })),
});
const ledgerView = (balances: Readonly<Record<Account, number>>): ShapeOf<typeof ledger> => ({
  salesFen: balances.sales,
  receivableFen: balances.receivable,
  payersFen: balances.payers,
  advancesFen: balances.advances,
  refundsFen: balances.refunds,
  writtenOffFen: balances['written-off'],
});
