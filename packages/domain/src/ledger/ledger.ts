import type { Fen } from '../kernel/fen.ts';

/**
 * Where the fen of a sale can stand. `sales` is the other side of all of them and is never above zero; every other account
 * is never below.
 */
export type Account =
  | 'sales'
  /** Minted, and neither charged nor given up: pending, unknown and held sales. */
  | 'receivable'
  /** Charged to the payer, at once or as the repayment of an advance. */
  | 'payers'
  /** Advanced by WeChat (垫资) and not repaid yet: the merchant has the money, the payer owes it to WeChat. */
  | 'advances'
  | 'refunds'
  /** Given up by a person. */
  | 'written-off';
export const accounts: readonly Account[] = ['sales', 'receivable', 'payers', 'advances', 'refunds', 'written-off'];

/** Fen of one account that come in (above zero) or go out (below). */
export interface Posting {
  readonly account: Account;
  readonly fen: number;
}
/** What one event moves: nothing, or postings that sum to zero (INV-31). */
export type Entry = readonly Posting[];

/** What stands on each account, in fen; the sum over all of them is zero (INV-31). */
export type Balances = Readonly<Record<Account, number>>;
export const noBalances: Balances = {
  sales: 0,
  receivable: 0,
  payers: 0,
  advances: 0,
  refunds: 0,
  'written-off': 0,
};

export const post = (balances: Balances, entry: Entry): Balances =>
  entry.reduce((now, { account, fen }) => ({ ...now, [account]: now[account] + fen }), balances);

export const addBalances = (one: Balances, other: Balances): Balances =>
  post(
    one,
    accounts.map((account) => ({ account, fen: other[account] })),
  );

export const moved = (from: Account, to: Account, amount: Fen | number): Entry =>
  amount === 0
    ? []
    : [
        { account: from, fen: 0 - amount },
        { account: to, fen: amount },
      ];
