import {
  type Change,
  type Clock,
  type Deduction,
  type DeductionId,
  type DeductionPolicy,
  type DeductionRejection,
  type OrganizationId,
  type Reads,
  ref,
  type Storage,
  type StoreFailure,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { bookChange, bookRefs } from './deduction-books.ts';

/** An operator's word that a held sale may be tried again, or never; of two at once one succeeds (BAD-58). */
export const decideHeldDeduction =
  (deps: {
    readonly storage: Storage;
    readonly reads: Reads;
    readonly clock: Clock;
    readonly policy: DeductionPolicy;
  }) =>
  (
    organization: OrganizationId,
    id: DeductionId,
    command: { readonly type: 'Release' } | { readonly type: 'GiveUp'; readonly reason: string },
  ): TE.TaskEither<DeductionRejection | StoreFailure, Deduction> =>
    pipe(
      deps.reads.find(organization, ref('deduction', id)),
      TE.flatMap((seen): TE.TaskEither<DeductionRejection | StoreFailure, Deduction> =>
        seen === undefined
          ? TE.left({ type: 'DeductionUnknown' })
          : deps.storage.transact({
              organization,
              read: bookRefs(seen),
              decide: (found): E.Either<DeductionRejection, Change<Deduction>> =>
                found.deduction === undefined
                  ? E.left({ type: 'DeductionUnknown' })
                  : bookChange(found, found.deduction, command, deps.clock.now(), deps.policy),
            }),
      ),
    );
