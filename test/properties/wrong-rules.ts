import type { Books, Deduction, DeductionAnswer, DeductionCommand, FaceUser, Instant, Spending } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { rules, type Rules } from './rules.ts';

type Advance = Rules['advance'];
export const withAdvance = (wrong: (command: DeductionCommand, books: Books) => ReturnType<Advance>): Rules => ({
  ...rules,
  advance: (books, command) => wrong(command, books),
});
/** Our own books, told something else. */
export const misheard = (hear: (command: DeductionCommand, books: Books) => DeductionCommand): Rules =>
  withAdvance((command, books) => rules.advance(books, hear(command, books)));
/** Our own books, changed behind their back. */
export const afterwards = (change: (after: Books, before: Books, command: DeductionCommand) => Books): Rules =>
  withAdvance((command, before) => {
    const advanced = rules.advance(before, command);
    return E.isLeft(advanced)
      ? advanced
      : E.right({ ...advanced.right, books: change(advanced.right.books, before, command) });
  });
export const withDeduction = (books: Books, changed: Partial<Deduction>): Books => ({
  ...books,
  deduction: { ...books.deduction, ...changed },
});
export const matured = (command: DeductionCommand, type: DeductionAnswer['type']): DeductionCommand =>
  command.type === 'RecordQuery' && command.answer.type === type ? { ...command, inFlightMs: 0 } : command;
export const paid = (books: Books, at: Instant): DeductionAnswer => {
  const { no, amount } = books.deduction;
  return { type: 'Settled', no, amount, paidAt: at, transactionId: 'T', debt: 'none' };
};
export const onlyMadeOn = (spending: Spending, day: string): Spending => ({
  ...spending,
  open: spending.open.filter((line) => line.day === day),
});
type Reserve = Rules['reserveDeduction'];
/** Reserves with other facts than those that are stored; what is stored stays. */
export const reservingWith = (
  see: (found: Parameters<Reserve>[0], at: Instant) => Partial<Parameters<Reserve>[0]>,
): Rules => ({
  ...rules,
  reserveDeduction: (found, input) => {
    const outcome = rules.reserveDeduction({ ...found, ...see(found, input.at) }, input);
    if (E.isLeft(outcome)) return outcome;
    const line = outcome.right.books.spending.open.find(({ deduction }) => deduction === found.deduction.id);
    const stored = (spending: Spending): Spending =>
      line === undefined ? rules.release(spending, found.deduction.id) : rules.reserve(spending, line);
    const { testMerchant } = found;
    const books = {
      ...outcome.right.books,
      spending: stored(found.spending),
      testMerchant: testMerchant === undefined ? undefined : stored(testMerchant),
      member: found.member,
    };
    return E.right({ ...outcome.right, books });
  },
});
export const withMember = (decide: Rules['faceUserDecider']['decide']): Rules => ({
  ...rules,
  faceUserDecider: { ...rules.faceUserDecider, decide },
});

/** Our own books, looking at other ones. */
export const misheardBooks = (see: (books: Books, command: DeductionCommand) => Books): Rules => {
  const advance: Advance = (books, command) => rules.advance(see(books, command), command);
  return {
    ...rules,
    advance,
    reserveDeduction: (found, input) => {
      const { deduction } = see({ ...found, deduction: found.deduction }, sending(input));
      return rules.reserveDeduction({ ...found, deduction }, input);
    },
  };
};
const sending = ({ at, request, policy }: Parameters<Reserve>[1]): DeductionCommand => ({
  type: 'Send',
  at,
  request,
  attemptsMax: policy.attemptsMaxPerDay,
});
export const asSigned = (member: FaceUser): FaceUser =>
  member.contract.status === 'absent'
    ? member
    : {
        ...member,
        usage: 'normal',
        contract: {
          status: 'signed',
          contractId: member.contract.contractId,
          mode: member.contract.mode,
          cardFrom: member.contract.cardFrom,
          signedAt: member.contract.signedAt,
        },
      };
