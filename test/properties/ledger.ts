import { anyDeductionCommand, anySale } from '@facepay/conformance';
import {
  type Account,
  accounts,
  addBalances,
  type Balances,
  dayBalancesOf,
  type Deduction,
  type DeductionCommand,
  type DeductionStatus,
  Fen,
  isSettled,
  type LedgerEvent,
  minFen,
  noBalances,
  post,
  restOf,
  sumFen,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type { Property } from './property.ts';
import type { Rules } from './rules.ts';

/** Whatever is commanded of one sale, in any order, and refunds of it where it was paid. */
const anyHistory = anySale.chain((sale) =>
  fc.tuple(
    fc.constant(sale),
    fc.array(anyDeductionCommand(sale), { maxLength: 20 }),
    fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 3 }),
  ),
);
type History = typeof anyHistory extends fc.Arbitrary<infer A> ? A : never;

interface Told {
  readonly deduction: Deduction;
  readonly events: readonly LedgerEvent[];
  readonly refunded: Fen;
}
const tell = ({ deductionDecider }: Rules, [sale, commands, wishes]: History): Told => {
  let deduction: Deduction | undefined;
  const events: LedgerEvent[] = [];
  const hear = (command: DeductionCommand): void => {
    const decided = deductionDecider.decide(command, deduction);
    if (E.isLeft(decided)) return;
    for (const event of decided.right) deduction = deductionDecider.evolve(deduction, event);
    events.push(...decided.right);
  };
  for (const command of [{ type: 'Receive', sale } as const, ...commands]) hear(command);
  let refunded = Fen.zero;
  for (const wish of isSettledNow(deduction) ? wishes : []) {
    const amount = minFen(wish as Fen, restOf(sale.amount, refunded));
    if (amount < 1) continue;
    events.push({ type: 'RefundPaidOut', amount });
    refunded = sumFen([refunded, amount]);
    if (refunded === sale.amount) hear({ type: 'RecordRefund', at: sale.saleAt, clearsDebt: true });
  }
  if (deduction === undefined) throw new Error('a sale makes a deduction');
  return { deduction, events, refunded };
};
const isSettledNow = (deduction: Deduction | undefined): boolean =>
  deduction !== undefined && isSettled(deduction.status);

/** Stated once more, by the state: where the fen of a sale stand. */
const placeOf: Readonly<Record<DeductionStatus, Account>> = {
  received: 'receivable',
  held: 'receivable',
  reserved: 'receivable',
  'in-flight': 'receivable',
  unknown: 'receivable',
  failed: 'receivable',
  paid: 'payers',
  advanced: 'advances',
  repaid: 'payers',
  refunded: 'refunds',
  dead: 'written-off',
};
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
const sameBalances = (one: Balances, other: Balances): boolean =>
  accounts.every((account) => one[account] === other[account]);
const fold = ({ entryOf }: Rules, events: readonly LedgerEvent[]): Balances =>
  events.reduce((now, event) => post(now, entryOf(event, now)), noBalances);

const sumsToZero: Property = (rules) =>
  fc.property(anyHistory, (history) => {
    let now = noBalances;
    for (const event of tell(rules, history).events) {
      const entry = rules.entryOf(event, now);
      if (sumOf(entry.map(({ fen }) => fen)) !== 0) return false;
      now = post(now, entry);
      if (sumOf(accounts.map((account) => now[account])) !== 0 || now.sales > 0) return false;
      if (accounts.some((account) => account !== 'sales' && now[account] < 0)) return false;
    }
    return true;
  });

const followsTheState: Property = (rules) =>
  fc.property(anyHistory, (history) => {
    const { deduction, events, refunded } = tell(rules, history);
    const { amount, status } = deduction;
    const expected = { ...noBalances, sales: 0 - amount, refunds: refunded };
    return sameBalances(fold(rules, events), {
      ...expected,
      [placeOf[status]]: expected[placeOf[status]] + amount - refunded,
    });
  });

const sheetSums: Property = (rules) =>
  fc.property(fc.array(anyHistory, { maxLength: 12 }), (histories) => {
    const told = histories.map((history) => tell(rules, history));
    const backOf = new Map(told.map(({ deduction, refunded }) => [deduction.id, refunded]));
    const deductions = told.map(({ deduction }) => deduction);
    const sums = rules.daySumsOf(rules.dayLinesOf(deductions, (id) => backOf.get(id) ?? Fen.zero));
    const { minted, settled, pending, unknown, held, dead, paid, advanced, repaid, refunded } = sums;
    const conserved = (whole: 'count' | 'amount'): boolean =>
      minted[whole] === sumOf([settled, pending, unknown, held, dead].map((part) => part[whole])) &&
      settled[whole] === sumOf([paid, advanced, repaid, refunded].map((part) => part[whole]));
    const all = told.map(({ events }) => fold(rules, events)).reduce(addBalances, noBalances);
    return (
      conserved('count') &&
      conserved('amount') &&
      minted.count === told.length &&
      minted.amount === sumOf(told.map(({ deduction }) => deduction.amount)) &&
      sameBalances(dayBalancesOf(sums), all)
    );
  });

export const ledgerProperties = {
  'INV-31 the ledger sums to zero after every event, and no account is overdrawn': sumsToZero,
  'INV-31 INV-41 the ledger of all events says where the fen of a sale stand, and a repayment counts once':
    followsTheState,
  'INV-31 INV-20 a day sheet is the sum over all its deductions, by count and by fen, and the ledger agrees': sheetSums,
} satisfies Readonly<Record<string, Property>>;
