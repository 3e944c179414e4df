import { Fen, type LedgerEvent, noBalances, post } from '@facepay/domain';
import { ledgerProperties } from './ledger.ts';
import type { PlantedBug } from './planted-bug.ts';
import { rules, type Rules } from './rules.ts';

const zero = ledgerProperties['INV-31 the ledger sums to zero after every event, and no account is overdrawn'];
const state =
  ledgerProperties[
    'INV-31 INV-41 the ledger of all events says where the fen of a sale stand, and a repayment counts once'
  ];
const sheet =
  ledgerProperties[
    'INV-31 INV-20 a day sheet is the sum over all its deductions, by count and by fen, and the ledger agrees'
  ];
const deafTo = (type: LedgerEvent['type']): Rules => ({
  ...rules,
  entryOf: (event, now) => (event.type === type ? [] : rules.entryOf(event, now)),
});

/** Wrong about where money stands at the end of a day. */
export const bugsInLedger: readonly PlantedBug[] = [
  {
    bug: 'a payment that is booked on one side only',
    killedBy: zero,
    buggy: {
      ...rules,
      entryOf: (event, now) =>
        rules.entryOf(event, now).filter(({ account }) => event.type !== 'DeductionPaid' || account === 'payers'),
    },
  },
  {
    bug: 'a charge of what was given up that is taken from the receivable once more',
    killedBy: zero,
    buggy: {
      ...rules,
      entryOf: (event, now) =>
        rules.entryOf(
          event,
          event.type === 'DeductionPaid' || event.type === 'DeductionAdvanced'
            ? post(now, [{ account: 'written-off', fen: -now['written-off'] }])
            : now,
        ),
    },
  },
  {
    bug: 'a repayment that the ledger does not hear of',
    killedBy: state,
    buggy: deafTo('AdvanceRepaymentSeen'),
  },
  { bug: 'a sale given up that stays receivable', killedBy: state, buggy: deafTo('DeductionGivenUp') },
  {
    bug: 'a day without the sales that are held',
    killedBy: sheet,
    buggy: {
      ...rules,
      dayLinesOf: (all, backOf) =>
        rules.dayLinesOf(
          all.filter(({ status }) => status !== 'held'),
          backOf,
        ),
    },
  },
  {
    bug: 'an advance that counts as paid by the payer',
    killedBy: sheet,
    buggy: {
      ...rules,
      daySumsOf: (lines) =>
        rules.daySumsOf(lines.map((line) => (line.status === 'advanced' ? { ...line, status: 'paid' } : line))),
    },
  },
  { bug: 'a refund that the ledger does not hear of', killedBy: state, buggy: deafTo('RefundPaidOut') },
  {
    bug: 'a sale refunded in part that counts as paid in full',
    killedBy: sheet,
    buggy: {
      ...rules,
      dayLinesOf: (all, backOf) => rules.dayLinesOf(all, backOf).map((line) => ({ ...line, refunded: Fen.zero })),
    },
  },
  {
    bug: 'an entry that forgets what stood there before',
    killedBy: state,
    buggy: { ...rules, entryOf: (event) => rules.entryOf(event, noBalances) },
  },
];
