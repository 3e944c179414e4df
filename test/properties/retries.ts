import { anyAmount, anyInstant } from '@facepay/conformance';
import {
  type Books,
  type ContractId,
  type DeclineCause,
  type Deduction,
  defaultPolicy,
  type FaceUser,
  hour,
  later,
  nothingSpent,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type { Property } from './property.ts';
import type { Rules } from './rules.ts';
import { organizationOf, saleOf } from './world/sample.ts';

type Sale = ReturnType<typeof saleOf>;
const memberOf = ({ organization, outUserId, userId, saleAt }: Sale): FaceUser => ({
  organization,
  outUserId,
  userId,
  profile: { name: 'Li', phone: '13800000000', userType: 'student', classOrPost: '3-2' },
  faceImage: 'ready',
  usage: 'normal',
  contract: {
    status: 'signed',
    contractId: 'c1' as ContractId,
    mode: 'any-card',
    cardFrom: 'payer',
    signedAt: saleAt,
  },
  debts: [],
  version: 1,
});

/** A pupil who never has money, with a worker that is always on time: the books when nothing is due any more. */
const untilNothingIsDue = (rules: Rules, sale: Sale, causes: readonly DeclineCause[]): Books => {
  const organization = organizationOf({ startsAt: sale.saleAt, dayLimit: undefined, testMerchant: false });
  const first: Deduction | undefined = rules.deductionDecider.evolve(undefined, { type: 'DeductionReceived', sale });
  if (first === undefined) throw new Error('a sale makes a deduction');
  let books: Books = { deduction: first, spending: nothingSpent, member: memberOf(sale) };
  let now = sale.saleAt;
  for (let looks = 0; looks < 400; looks += 1) {
    const due = rules.nextDueAt(books.deduction, now, defaultPolicy);
    if (due === undefined) break;
    now = due;
    const found = { ...books, organization, member: books.member, device: undefined, testMerchant: undefined };
    const reserved = rules.reserveDeduction(found, { at: now, request: `r${looks}`, policy: defaultPolicy });
    if (E.isLeft(reserved)) break;
    ({ books } = reserved.right);
    const cause = causes[looks % causes.length] ?? 'insufficient';
    const told = rules.advance(books, {
      type: 'RecordAnswer',
      answer: { type: 'Declined', cause, code: 'X' },
      at: now,
    });
    if (E.isRight(told)) ({ books } = told.right);
  }
  return books;
};

const retriesEnd: Property = (rules) =>
  fc.property(
    anyAmount,
    anyInstant,
    fc.array(fc.constantFrom<DeclineCause[]>('insufficient', 'risk', 'other'), { minLength: 1, maxLength: 4 }),
    (amount, at, causes) => {
      const { deduction, spending } = untilNothingIsDue(rules, saleOf(1, amount, at), causes);
      const end = later(at, defaultPolicy.saleAgeMaxMs + 24 * hour);
      return deduction.status === 'held' && spending.open.length === 0 && (deduction.lastAttemptAt ?? end) <= end;
    },
  );

export const retryProperties = {
  'INV-64 INV-99 a sale that is refused again and again is held in the end': retriesEnd,
} satisfies Readonly<Record<string, Property>>;
