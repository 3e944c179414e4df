export { balancesOf, entryOf, type LedgerEvent } from './entry-of.ts';
export {
  type Account,
  accounts,
  addBalances,
  type Balances,
  type Entry,
  noBalances,
  post,
  type Posting,
} from './ledger.ts';
