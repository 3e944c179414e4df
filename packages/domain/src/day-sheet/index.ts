export { type DayLine, dayLinesOf } from './day-line.ts';
export {
  dayBalancesOf,
  type DaySheet,
  daySheetOf,
  mayHoldSaleOf,
  type MissingVouchers,
  type OpenBecause,
  type TerminalOfDay,
  type TerminalSheet,
} from './day-sheet.ts';
export { type DaySums, daySumsOf, type Tally } from './day-sums.ts';
