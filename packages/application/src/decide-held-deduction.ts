import {
  type Clock,
  type Deduction,
  type DeductionCommand,
  type DeductionId,
  type DeductionPolicy,
  type DeductionRejection,
  type DenyPolicy,
  denyPolicyOf,
  type FaceUser,
  type Instant,
  type OrganizationId,
  policyFor,
  type Reads,
  ref,
  releasableAt,
  type Storage,
  type StoreFailure,
  type WechatDeductions,
  type WechatFailure,
  type Work,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type AnsweredBefore, answeredBefore, type KeyUsedOtherwise, type Once, onlyOnce } from './answer-once.ts';
import { barOf, type MemberBarred } from './bar-of.ts';
import { bookChange, type BookRefs, bookRefs } from './deduction-books.ts';
import { requestOf } from './reserve-and-store.ts';

export interface HeldDecision {
  readonly type: 'Release' | 'GiveUp';
  /** Why, in the operator's words; kept in the history. */
  readonly reason: string;
}
interface Dependencies {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly wechat: WechatDeductions;
  readonly clock: Clock;
  readonly policy: DeductionPolicy;
}
/** What was tried before is tried again in a window, with an attempt of the day left (INV-33, BAD-57). */
export interface RetryNotNow {
  readonly type: 'RetryNotNow';
  readonly nextAt: Instant;
}
type DecisionRefused = DeductionRejection | MemberBarred | RetryNotNow;
type Failure = DecisionRefused | AnsweredBefore | KeyUsedOtherwise | WechatFailure | StoreFailure;
/** Under a key, or by a caller whose decision cannot arrive twice. */
type Asked = Once<Deduction> | undefined;

/**
 * An operator's word that a held sale may be tried again, or never; of two at once one succeeds (BAD-58). A sale that is
 * held because nobody knows its outcome is asked for instead: proven unpaid it can be decided on the next call.
 */
export const decideHeldDeduction =
  (deps: Dependencies) =>
  (
    organization: OrganizationId,
    id: DeductionId,
    decision: HeldDecision,
    asked?: Asked,
  ): TE.TaskEither<Failure, Deduction> =>
    pipe(
      deps.reads.find(organization, ref('deduction', id)),
      TE.flatMap((seen): TE.TaskEither<Failure, Deduction> => {
        if (seen === undefined) return TE.left({ type: 'DeductionUnknown' });
        return seen.status === 'held' && seen.reason === 'unknown'
          ? askAgain(deps, seen, asked)
          : store(deps, seen, decision, asked);
      }),
    );

const askAgain = (deps: Dependencies, seen: Deduction, asked: Asked): TE.TaskEither<Failure, Deduction> => {
  const { inFlightMs, unknownMaxMs } = deps.policy;
  const at = deps.clock.now();
  return pipe(
    keptFor(deps, seen, asked), // a repeat gets the first answer, whatever WeChat would say now (INV-97)
    TE.flatMap(() => deps.wechat.query(requestOf(seen))),
    TE.flatMap((answer) => store(deps, seen, { type: 'RecordQuery', answer, at, inFlightMs, unknownMaxMs }, asked)),
  );
};

const keptFor = (
  { reads }: Dependencies,
  { organization }: Deduction,
  asked: Asked,
): TE.TaskEither<AnsweredBefore | KeyUsedOtherwise | StoreFailure, void> =>
  asked === undefined
    ? TE.right(undefined)
    : pipe(
        reads.find(organization, ref('answer', asked.key)),
        TE.flatMap((found): TE.TaskEither<AnsweredBefore | KeyUsedOtherwise, void> => {
          const before = answeredBefore(found, asked);
          return before === undefined ? TE.right(undefined) : TE.left(before);
        }),
      );

const store = (
  deps: Dependencies,
  seen: Deduction,
  command: DeductionCommand,
  asked: Asked,
): TE.TaskEither<DecisionRefused | AnsweredBefore | KeyUsedOtherwise | StoreFailure, Deduction> => {
  const now = deps.clock.now();
  const work: Work<BookRefs, DecisionRefused, Deduction> = {
    organization: seen.organization,
    read: bookRefs(seen),
    decide: (found) => {
      const { deduction, member } = found;
      if (deduction === undefined) return E.left({ type: 'DeductionUnknown' });
      const barred =
        command.type === 'Release'
          ? (barOfRelease(deduction, member, denyPolicyOf(found.organization, deps.policy)) ??
            whyNotNow(deduction, now, policyFor(found.organization, deps.policy)))
          : undefined;
      return barred === undefined ? bookChange(found, deduction, command, now, deps.policy) : E.left(barred);
    },
  };
  return asked === undefined ? deps.storage.transact(work) : deps.storage.transact(onlyOnce(work, asked, now));
};

/** Of a sale that waits for a person, or by itself for its next window; the rest is the domain's to refuse. */
const whyNotNow = (deduction: Deduction, now: Instant, policy: DeductionPolicy): RetryNotNow | undefined => {
  const { status, dueAt } = deduction;
  if (status !== 'held' && status !== 'failed') return undefined;
  const soonest = releasableAt(deduction, now, policy);
  if (status === 'failed') return { type: 'RetryNotNow', nextAt: dueAt ?? soonest };
  return soonest > now ? { type: 'RetryNotNow', nextAt: soonest } : undefined;
};

const barOfRelease = ({ status }: Deduction, member: FaceUser | undefined, policy: DenyPolicy) =>
  member === undefined || (status !== 'held' && status !== 'failed') ? undefined : barOf(member, policy);
