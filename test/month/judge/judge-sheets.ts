import type { SaleEnd } from '../books/line.ts';
import { type Sheet, sheetParts, type SheetSums } from '../books/read-sheets.ts';
import { dayOfMs } from '../script/school-days.ts';
import type { Sale, Script } from '../script/step.ts';

/** INV-31: the closing sheet of each day of sale sums to what the script foretells, and so do its terminals; its ledger to zero. */
export const judgeSheets = (
  { days, steps }: Script,
  ends: ReadonlyMap<number, SaleEnd>,
  sheets: readonly Sheet[],
): readonly string[] => {
  const sales = steps.flatMap((step) => (step.type === 'meal' ? step.sales : []));
  const refunds = steps.flatMap((step) => (step.type === 'refund' ? [step] : []));
  const foretold: Foretold = {
    endOf: ({ no }) => ends.get(no),
    givenBack: ({ no }) =>
      refunds.filter(({ saleNo }) => saleNo === no).reduce((sum, { amountFen }) => sum + amountFen, 0),
  };
  return days.flatMap((day) => {
    const sheet = sheets.find(({ date }) => date === day);
    if (sheet === undefined) return [`${day}: no closing sheet`];
    const those = sales.filter(({ soldAt }) => dayOfMs(soldAt) === day);
    const balance = Object.values(sheet.ledger).reduce((sum, fen) => sum + fen, 0);
    return [
      ...differences(day, sheet, sumsOf(those, foretold)),
      ...sheet.terminals.flatMap((terminal) =>
        differences(
          `${day} ${terminal.deviceId}`,
          terminal,
          sumsOf(
            those.filter(({ counter }) => `counter-${counter + 1}` === terminal.deviceId),
            foretold,
          ),
        ),
      ),
      ...(sheet.terminals.length === 4 ? [] : [`${day}: ${sheet.terminals.length} terminals`]),
      ...(balance === 0 ? [] : [`${day}: the ledger sums to ${balance} fen (INV-31)`]),
    ];
  });
};

const differences = (where: string, sheet: SheetSums, foretold: SheetSums): readonly string[] =>
  sheetParts.flatMap((part) => {
    const [here, there] = [sheet[part], foretold[part]];
    return here.count === there.count && here.amountFen === there.amountFen
      ? []
      : [
          `${where} ${part}: the sheet says ${here.count} of ${here.amountFen} fen, the script ${there.count} of ${there.amountFen} fen`,
        ];
  });

interface Foretold {
  readonly endOf: (sale: Sale) => SaleEnd | undefined;
  readonly givenBack: (sale: Sale) => number;
}

/** What was given back of a paid sale stands under refunds; the sale itself is refunded once nothing is left of it. */
const sumsOf = (sales: readonly Sale[], { endOf, givenBack }: Foretold): SheetSums => {
  const of = (...wanted: readonly SaleEnd[]) => {
    const those = sales.filter((sale) => wanted.some((end) => end === endOf(sale)));
    return { count: those.length, amountFen: fenOf(those.map(({ amountFen }) => amountFen)) };
  };
  const backFen = fenOf(sales.map(givenBack));
  const [paid, refunded] = [of('paid'), of('refunded')];
  return {
    minted: of('paid', 'advanced', 'repaid', 'refunded', 'failed', 'held', 'dead'),
    settled: of('paid', 'advanced', 'repaid', 'refunded'),
    paid: { ...paid, amountFen: paid.amountFen - (backFen - refunded.amountFen) },
    advanced: of('advanced'),
    repaid: of('repaid'),
    refunded: { ...refunded, amountFen: backFen },
    pending: of('failed'),
    unknown: of(),
    held: of('held'),
    dead: of('dead'),
  };
};
const fenOf = (all: readonly number[]): number => all.reduce((sum, fen) => sum + fen, 0);
