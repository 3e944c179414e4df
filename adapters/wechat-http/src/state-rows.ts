import type { Documented } from './decision-rows.ts';

/** How a `trade_state` is read, with HTTP 200 and a signature that holds; 200 is not payment (INV-10). */
type StateReading =
  | 'Settled'
  /** Settled where it can say when; else still under way. */
  | 'SettledOnce'
  | 'Declined'
  | 'UnderWay'
  | 'Closed'
  /** Published, and never of an order like ours. */
  | 'NotUnderstood';
export interface StateRow extends Documented {
  readonly state: string;
  readonly reads: StateReading;
}

/** `trade_state` (`k12-wire.md` §6.2); what is not here is not understood. */
export const stateRows: readonly StateRow[] = [
  {
    state: 'SUCCESS',
    reads: 'Settled',
    means: 'The merchant is paid, by the payer or by an advance; number, amount and merchants must be ours.',
    source: '§6.2 [sdk][inferred]',
  },
  {
    state: 'PAYERROR',
    reads: 'Declined',
    means: 'This attempt failed; `error_type` says why, and the same order may be tried again (BAD-30).',
    source: '§6.2 [sdk]',
  },
  {
    state: 'ACCEPT',
    reads: 'UnderWay',
    means: 'Taken in, still being charged.',
    source: '§6.2 [inferred from sibling products]',
  },
  { state: 'NOTPAY', reads: 'UnderWay', means: 'The order exists, nothing is charged yet.', source: '§6.2 [inferred]' },
  { state: 'USERPAYING', reads: 'UnderWay', means: 'The payer is asked.', source: '§6.2 [inferred]' },
  {
    state: 'CLOSED',
    reads: 'Closed',
    means: 'The order is dead; a new number, but only after a second query proves that nobody paid (INV-7).',
    source: '§6.2 [inferred from `ORDER_CLOSED`]',
  },
  {
    state: 'REFUND',
    reads: 'SettledOnce',
    means: 'It was paid, and partly or fully given back since.',
    source: '§6.2 [inferred]',
  },
  {
    state: 'REVOKED',
    reads: 'NotUnderstood',
    means: 'Taken back; nobody can do that to an order of this product, so a person looks at it.',
    source: '§6.2 [inferred: not expected for `AUTH`]',
  },
];

/** `debt_state` of a `SUCCESS` (`k12-wire.md` §6.3). */
export interface DebtRow extends Documented {
  readonly debt: string;
  readonly reads: 'none' | 'open' | 'repaid';
}
export const debtRows: readonly DebtRow[] = [
  { debt: 'NOT_DEBT', reads: 'none', means: 'Paid by the payer.', source: '§6.3 [sdk]' },
  {
    debt: 'DEBT',
    reads: 'open',
    means: 'Paid by an advance of WeChat; the payer owes WeChat, not the school (FAQ 5.8, Q2).',
    source: '§6.3 [sdk]',
  },
  { debt: 'REPAYMENT', reads: 'repaid', means: 'The payer has repaid the advance.', source: '§6.3 [sdk]' },
];
