import { later } from '@facepay/domain';
import { moneyProperties } from './money.ts';
import type { PlantedBug } from './planted-bug.ts';
import { rules } from './rules.ts';
import { afterwards, matured, misheard, misheardBooks, paid, withDeduction } from './wrong-rules.ts';

/** Wrong about what WeChat said. */
export const bugsInOutcomes: readonly PlantedBug[] = [
  {
    bug: 'the reservation released when the answer is lost',
    killedBy: moneyProperties['INV-25 each reservation ends once, and not before its outcome is proven'],
    buggy: afterwards((after, _, { type }) =>
      type === 'LoseAnswer' ? { ...after, spending: rules.release(after.spending, after.deduction.id) } : after,
    ),
  },
  {
    bug: 'the limit given back when the answer is lost',
    killedBy: moneyProperties['INV-23 settled and reserved never pass the day limit'],
    buggy: afterwards((after, _, { type }) =>
      type === 'LoseAnswer' ? { ...after, spending: rules.release(after.spending, after.deduction.id) } : after,
    ),
  },
  {
    bug: '"not found" at once taken for failed',
    killedBy: moneyProperties['INV-12 called unpaid only when no request can still be on its way'],
    buggy: misheard((command) => matured(command, 'NotFound')),
  },
  {
    bug: 'an immature PAYERROR of a query believed',
    killedBy: moneyProperties['INV-12 called unpaid only when no request can still be on its way'],
    buggy: misheard((command) => matured(command, 'Declined')),
  },
  {
    bug: 'HTTP 200 taken for paid',
    killedBy: moneyProperties['INV-10 settled only where the money truth says so'],
    buggy: misheard((command, books) =>
      command.type === 'RecordAnswer' && command.answer.type === 'UnderWay'
        ? { ...command, answer: paid(books, command.at) }
        : command,
    ),
  },
  {
    bug: '"already paid" taken for paid without a query',
    killedBy: moneyProperties['INV-11 "already paid" alone settles nothing'],
    buggy: misheard((command, books) =>
      command.type === 'RecordAnswer' && command.answer.type === 'AlreadyPaid'
        ? { ...command, answer: paid(books, command.at) }
        : command,
    ),
  },
  {
    bug: 'a next generation on "closed" without a query',
    killedBy: moneyProperties['INV-7 a next generation needs a verified close and a query after it'],
    buggy: afterwards((after, before, command) =>
      command.type === 'RecordAnswer' && command.answer.type === 'Closed' && after.deduction.status === 'unknown'
        ? withDeduction(after, { status: 'failed', generation: before.deduction.generation + 1, closed: false })
        : after,
    ),
  },
  {
    bug: 'a query from before the last attempt believed',
    killedBy: moneyProperties['INV-7 a next generation needs a verified close and a query after it'],
    buggy: misheard((command, { deduction: { lastAttemptAt } }) =>
      command.type === 'RecordQuery' && lastAttemptAt !== undefined && command.at <= lastAttemptAt
        ? { ...command, at: later(lastAttemptAt, 1) }
        : command,
    ),
  },
  {
    bug: 'a new number for each retry',
    killedBy: moneyProperties['INV-7 a next generation needs a verified close and a query after it'],
    buggy: misheardBooks((books, { type }) =>
      type === 'Send' && books.deduction.attempts.total > 0
        ? withDeduction(books, { generation: books.deduction.generation + 1 })
        : books,
    ),
  },
  {
    bug: 'new bytes under the same number',
    killedBy: moneyProperties['INV-6 a number belongs to one generation and is always sent with its first bytes'],
    buggy: misheardBooks((books) => {
      const { request: _, ...deduction } = books.deduction;
      return { ...books, deduction };
    }),
  },
  {
    bug: 'a new generation after a lost answer, under a new number',
    killedBy: moneyProperties['INV-5 no voucher is charged twice, over all generations'],
    buggy: afterwards((after, _, { type }) =>
      type === 'LoseAnswer' && after.deduction.status === 'unknown'
        ? withDeduction(after, {
            status: 'failed',
            generation: after.deduction.generation + 1,
            no: rules.deductionNoOf(after.deduction.id, after.deduction.generation + 1),
          })
        : after,
    ),
  },
  {
    bug: 'settled moved back by a late refusal',
    killedBy: moneyProperties['INV-13 settled is absorbing'],
    buggy: afterwards((after, _, command) =>
      command.type === 'RecordQuery' && command.answer.type !== 'Settled' && after.deduction.status === 'paid'
        ? withDeduction(after, { status: 'failed' })
        : command.type === 'LoseAnswer' && after.deduction.status === 'paid'
          ? withDeduction(after, { status: 'unknown' })
          : after,
    ),
  },
];
