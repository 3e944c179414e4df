import * as E from 'fp-ts/lib/Either.js';
import { deductionProperties } from './deductions.ts';
import { moneyProperties } from './money.ts';
import type { PlantedBug } from './planted-bug.ts';
import { retryProperties } from './retries.ts';
import { rules } from './rules.ts';
import { afterwards, asSigned, misheard, onlyMadeOn, reservingWith, withAdvance } from './wrong-rules.ts';

/** Wrong about what is reserved, counted or allowed. */
export const bugsInBooks: readonly PlantedBug[] = [
  {
    bug: 'a repayment not seen by the member',
    killedBy: moneyProperties['INV-41 at rest our open advances are the open advances of the money truth'],
    buggy: afterwards((after, before) =>
      after.deduction.status === 'repaid' ? { ...after, member: before.member } : after,
    ),
  },
  {
    bug: 'in flight since yesterday not counted by the limit',
    killedBy: moneyProperties['INV-23 settled and reserved never pass the day limit'],
    buggy: reservingWith(({ spending }, at) => ({ spending: onlyMadeOn(spending, rules.dayOf(at)) })),
  },
  {
    bug: 'in flight over midnight not counted on the new day',
    killedBy: moneyProperties['INV-26 what is in flight over midnight counts on both days'],
    buggy: {
      ...rules,
      usedOn: (spending, day, except) => rules.usedOn(onlyMadeOn(spending, day), day, except),
    },
  },
  {
    bug: 'a test merchant without books taken for one without a limit',
    killedBy: moneyProperties['INV-28 a test merchant number takes one yuan a day, whatever the organization says'],
    buggy: reservingWith(({ organization }) => ({ organization: { ...organization, testMerchant: false } })),
  },
  {
    bug: 'a reservation forgotten when the sale is held as unknown',
    killedBy: deductionProperties['INV-99 what proves nothing ends in held, still reserved'],
    buggy: afterwards((after) =>
      after.deduction.reason === 'unknown'
        ? { ...after, spending: rules.release(after.spending, after.deduction.id) }
        : after,
    ),
  },
  {
    bug: 'an outcome that waited too long never asked for again',
    killedBy: moneyProperties['INV-99 an outcome that was unknown for too long still ends by a proof'],
    buggy: withAdvance((command, books) =>
      command.type === 'RecordQuery' && books.deduction.status === 'held'
        ? E.left({ type: 'NotNow', status: 'held' })
        : rules.advance(books, command),
    ),
  },
  {
    bug: 'a lost query not counted for the age',
    killedBy: deductionProperties['INV-99 what proves nothing ends in held, still reserved'],
    buggy: misheard((command) => {
      if (command.type !== 'LoseAnswer') return command;
      const { unknownMaxMs: _, ...rest } = command;
      return rest;
    }),
  },
  {
    bug: 'a held sale charged',
    killedBy: moneyProperties['INV-19 a held sale is not sent before it is released'],
    buggy: {
      ...rules,
      reserveDeduction: (found, input) => {
        const released = rules.advance(found, { type: 'Release', reason: 'x' });
        if (E.isLeft(released)) return rules.reserveDeduction(found, input);
        const { books, events } = released.right;
        const outcome = rules.reserveDeduction({ ...found, ...books }, input);
        return E.isLeft(outcome)
          ? outcome
          : E.right({ ...outcome.right, events: [...events, ...outcome.right.events] });
      },
    },
  },
  {
    bug: 'a sixth attempt',
    killedBy: moneyProperties['INV-33 never a sixth attempt on one day'],
    buggy: reservingWith(({ deduction }) => ({
      deduction: { ...deduction, attempts: { total: deduction.attempts.total, onDay: 0 } },
    })),
  },
  {
    bug: 'a terminated user charged',
    killedBy: moneyProperties['INV-35 INV-37 no attempt begins for a user who is terminated or disabled here'],
    buggy: reservingWith(({ member }) => (member === undefined ? {} : { member: asSigned(member) })),
  },
  {
    bug: 'a success believed without a look at its amount and number',
    killedBy: deductionProperties['INV-10 BAD-29 a success of another number or amount settles nothing'],
    buggy: misheard((command, { deduction: { no, amount } }) =>
      (command.type === 'RecordAnswer' || command.type === 'RecordQuery') && command.answer.type === 'Settled'
        ? { ...command, answer: { ...command.answer, no, amount } }
        : command,
    ),
  },
  {
    bug: 'money booked again each time that WeChat says so',
    killedBy: deductionProperties['INV-14 reply, notices and queries in any order end alike'],
    buggy: afterwards((after, before, command) =>
      command.type === 'RecordQuery' && command.answer.type === 'Settled' && before.deduction.paidAt !== undefined
        ? {
            ...after,
            spending: rules.settle(
              after.spending,
              after.deduction.id,
              after.deduction.amount,
              rules.dayOf(before.deduction.paidAt),
            ),
          }
        : after,
    ),
  },
  {
    bug: 'a retry without end',
    killedBy: retryProperties['INV-64 INV-99 a sale that is refused again and again is held in the end'],
    buggy: {
      ...rules,
      reserveDeduction: (found, input) =>
        rules.reserveDeduction(found, { ...input, policy: { ...input.policy, saleAgeMaxMs: Infinity } }),
    },
  },
];
