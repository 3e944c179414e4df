import type { DeductionEvent } from '../deduction/index.ts';
import type { Fen } from '../kernel/fen.ts';
import { type Balances, type Entry, moved, noBalances, post } from './ledger.ts';

/** What moves the fen of one sale: its events, and what a refund of it paid out (a success, by the amount of its number). */
export type LedgerEvent = DeductionEvent | { readonly type: 'RefundPaidOut'; readonly amount: Fen };

/**
 * The double entry of one event of a deduction, given what stands on that deduction's accounts. The ledger is this fold over
 * the stored events and nothing else: it cannot say other than they do, and an event of another kind moves no fen (INV-31).
 */
export const entryOf = (event: LedgerEvent, now: Balances): Entry => {
  const amount = -now.sales;
  // WeChat can still charge what a person gave up (F-19), so the money comes from there, too.
  const open = now['written-off'] > 0 ? 'written-off' : 'receivable';
  switch (event.type) {
    case 'DeductionReceived':
      return moved('sales', 'receivable', event.sale.amount);
    case 'DeductionPaid':
      return moved(open, 'payers', amount);
    case 'DeductionAdvanced':
      return moved(open, 'advances', amount);
    case 'AdvanceRepaymentSeen':
      return moved('advances', 'payers', now.advances);
    case 'DeductionGivenUp':
      return moved('receivable', 'written-off', amount);
    case 'RefundPaidOut': // of an advance that is open it comes out of WeChat's money, not the payer's
      return moved(now.advances >= event.amount ? 'advances' : 'payers', 'refunds', event.amount);
    case 'DeductionHeld':
    case 'DeductionReserved':
    case 'AttemptBegun':
    case 'DeductionUnderWay':
    case 'OutcomeUnknown':
    case 'QueryRepeated':
    case 'DeductionFailed':
    case 'OrderNotFound':
    case 'GenerationClosed':
    case 'GenerationOpened':
    case 'DeductionRefunded': // the last of its refunds has moved the fen already
    case 'DeductionReleased':
    case 'LateQueriesEnded':
    case 'AnswerMismatched':
      return [];
  }
};

/** What stands on the accounts of one deduction after its events, oldest first. */
export const balancesOf = (events: readonly LedgerEvent[]): Balances =>
  events.reduce((now, event) => post(now, entryOf(event, now)), noBalances);
