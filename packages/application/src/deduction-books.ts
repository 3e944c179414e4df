import {
  advance,
  type Books,
  type Change,
  debtWarning,
  type Deduction,
  type DeductionCommand,
  type DeductionPolicy,
  type DeductionRejection,
  type DomainEvent,
  eventsOf,
  faceUserDecider,
  followDenyList,
  type Instant,
  type Loaded,
  nextDueAt,
  nothingSpent,
  type OrganizationId,
  policyFor,
  ref,
  type Sale,
  type Write,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

export interface LeaseLost {
  readonly type: 'LeaseLost';
}

/** Everything that moves together with a deduction (T2 and T3 of `simulation.md` §2). */
export const bookRefs = (sale: Pick<Sale, 'id' | 'organization' | 'outUserId' | 'subMchid'>) => ({
  deduction: ref('deduction', sale.id),
  member: ref('member', sale.outUserId),
  organization: ref('organization', sale.organization),
  spending: ref('spending', `${sale.organization}/${sale.outUserId}`),
  testMerchant: ref('spending', `merchant/${sale.subMchid}`),
});
export type BookRefs = ReturnType<typeof bookRefs>;

/** The books as found; a merchant number that is not a test one has no day of its own. */
export const booksFrom = (found: Loaded<BookRefs>, deduction: Deduction): Books => ({
  deduction,
  spending: found.spending ?? nothingSpent,
  testMerchant: found.organization?.testMerchant === true ? (found.testMerchant ?? nothingSpent) : undefined,
  member: found.member,
});

/** Everything that differs, to be written in one transaction. */
export const bookWrites = (refs: BookRefs, before: Books, after: Books): readonly Write[] => [
  write(refs.deduction, after.deduction),
  ...(after.spending === before.spending ? [] : [write(refs.spending, after.spending)]),
  ...(after.testMerchant === undefined || after.testMerchant === before.testMerchant
    ? []
    : [write(refs.testMerchant, after.testMerchant)]),
  ...(after.member === undefined || after.member === before.member ? [] : [write(refs.member, after.member)]),
];

export const bookEvents = (
  organization: OrganizationId,
  at: Instant,
  before: Books,
  told: Pick<Extract<ReturnType<typeof advance>, { _tag: 'Right' }>['right'], 'events' | 'memberEvents'>,
): readonly DomainEvent[] => [
  ...eventsOf(
    {
      organization,
      at,
      subject: { kind: 'deduction', id: before.deduction.id },
      versionBefore: before.deduction.version,
    },
    told.events,
  ),
  ...(before.member === undefined
    ? []
    : eventsOf(
        {
          organization,
          at,
          subject: { kind: 'member', id: before.member.outUserId },
          versionBefore: before.member.version,
        },
        told.memberEvents,
      )),
];

/** The lease ends with the work; the policy says when to look again. */
export const rescheduled = (
  deduction: Deduction,
  now: Instant,
  policy: DeductionPolicy,
  after?: DeductionCommand,
): Deduction => {
  const { dueAt: _, leaseUntil: __, ...rest } = deduction;
  const dueAt = nextDueAt(rest, now, policy, after);
  return dueAt === undefined ? rest : { ...rest, dueAt };
};

/** One command on the books, as the change of a transaction. */
export const bookChange = (
  found: Loaded<BookRefs>,
  deduction: Deduction,
  command: DeductionCommand,
  now: Instant,
  policy: DeductionPolicy,
): E.Either<DeductionRejection, Change<Deduction>> => {
  const before = booksFrom(found, deduction);
  return pipe(
    advance(before, command),
    E.map(({ books, events, memberEvents }) => {
      const refs = bookRefs(deduction);
      const own = policyFor(found.organization, policy);
      // An advance or a repayment may move the member on the deny list (INV-42).
      const warnings = debtWarning(found.member, books.member, found.organization?.debtPolicy);
      const member = warnings.reduce(faceUserDecider.evolve, books.member);
      const { organization, ...listed } = followDenyList({ ...found, member }, policy);
      const after = { ...books, member: listed.member, deduction: rescheduled(books.deduction, now, own, command) };
      const told = { events, memberEvents: [...memberEvents, ...warnings, ...listed.events] };
      return {
        writes: [
          ...bookWrites(refs, before, after),
          ...(organization === undefined || organization === found.organization
            ? []
            : [write(refs.organization, organization)]),
        ],
        events: bookEvents(deduction.organization, now, before, told),
        result: after.deduction,
      };
    }),
  );
};
