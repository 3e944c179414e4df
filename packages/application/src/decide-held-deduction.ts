import {
  type Change,
  type Clock,
  type Deduction,
  type DeductionCommand,
  type DeductionId,
  type DeductionPolicy,
  type DeductionRejection,
  type OrganizationId,
  type Reads,
  ref,
  type Storage,
  type StoreFailure,
  type WechatDeductions,
  type WechatFailure,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { bookChange, bookRefs } from './deduction-books.ts';
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
type Failure = DeductionRejection | WechatFailure | StoreFailure;

/**
 * An operator's word that a held sale may be tried again, or never; of two at once one succeeds (BAD-58). A sale that is
 * held because nobody knows its outcome is asked for instead: proven unpaid it can be decided on the next call.
 */
export const decideHeldDeduction =
  (deps: Dependencies) =>
  (organization: OrganizationId, id: DeductionId, decision: HeldDecision): TE.TaskEither<Failure, Deduction> =>
    pipe(
      deps.reads.find(organization, ref('deduction', id)),
      TE.flatMap((seen): TE.TaskEither<Failure, Deduction> => {
        if (seen === undefined) return TE.left({ type: 'DeductionUnknown' });
        return seen.status === 'held' && seen.reason === 'unknown' ? askAgain(deps, seen) : store(deps, seen, decision);
      }),
    );

const askAgain = (deps: Dependencies, seen: Deduction): TE.TaskEither<Failure, Deduction> => {
  const { inFlightMs, unknownMaxMs } = deps.policy;
  const at = deps.clock.now();
  return pipe(
    deps.wechat.query(requestOf(seen)),
    TE.flatMap((answer) => store(deps, seen, { type: 'RecordQuery', answer, at, inFlightMs, unknownMaxMs })),
  );
};

const store = (
  deps: Dependencies,
  seen: Deduction,
  command: DeductionCommand,
): TE.TaskEither<DeductionRejection | StoreFailure, Deduction> =>
  deps.storage.transact({
    organization: seen.organization,
    read: bookRefs(seen),
    decide: (found): E.Either<DeductionRejection, Change<Deduction>> =>
      found.deduction === undefined
        ? E.left({ type: 'DeductionUnknown' })
        : bookChange(found, found.deduction, command, deps.clock.now(), deps.policy),
  });
