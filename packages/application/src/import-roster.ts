import {
  type Change,
  type FaceUserRejection,
  type HandOffFault,
  platform,
  type OrganizationId,
  type OutUserId,
  type Profile,
  type Reads,
  ref,
  type StoreFailure,
  sweepKey,
  type Work,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { checkProfile } from './check-hand-off.ts';
import { inOrder } from './in-order.ts';
import { changeMember, type MemberAddress, type MemberDependencies, memberRefs } from './member-command.ts';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';

export interface RosterEntry {
  readonly outUserId: OutUserId;
  readonly profile: Profile;
}
export type Imported =
  | { readonly type: 'Created' | 'Changed' | 'Unchanged' }
  | { readonly type: 'Refused'; readonly faults: readonly HandOffFault[] };

/**
 * Many roster entries, each decided by itself: a bad one blocks nothing, and whoever sends the roster again finds
 * it unchanged (FAQ 1.1). WeChat is told of changes by the sweep, which is woken for it.
 */
export const importRoster =
  (deps: MemberDependencies & { readonly reads: Reads }) =>
  (
    organization: OrganizationId,
    entries: readonly RosterEntry[],
  ): TE.TaskEither<OrganizationNotAdopted | FaceUserRejection | StoreFailure, readonly Imported[]> =>
    pipe(
      requireOrganization(deps.reads)(organization),
      TE.flatMap(() => importAll(deps, organization, entries)),
      TE.tap((imported) =>
        imported.some(({ type }) => type === 'Changed') ? wakeSweep(deps)(organization) : TE.right(undefined),
      ),
    );

/** So many in one transaction; what the store does not take ends it, and sending it again is safe. */
const togetherMax = 100;
const importAll =
  (
    deps: MemberDependencies,
    organization: OrganizationId,
    entries: readonly RosterEntry[],
  ): TE.TaskEither<FaceUserRejection | StoreFailure, readonly Imported[]> =>
  async () => {
    const done: Imported[] = [];
    for (let from = 0; from < entries.length; from += togetherMax) {
      const works = entries.slice(from, from + togetherMax).map((entry) => workOf(deps, organization, entry));
      const results = await deps.storage.transact(inOrder(organization, works))();
      if (E.isLeft(results)) return results;
      for (const one of results.right) {
        if (E.isLeft(one)) return one;
        done.push(one.right);
      }
    }
    return E.right(done);
  };

const workOf = (
  deps: MemberDependencies,
  organization: OrganizationId,
  { outUserId, profile }: RosterEntry,
): Work<ReturnType<typeof memberRefs>, FaceUserRejection, Imported> => {
  const address: MemberAddress = { organization, outUserId };
  const fit = checkProfile(address, profile);
  return {
    organization,
    read: memberRefs(address),
    decide: (found): E.Either<FaceUserRejection, Change<Imported>> => {
      if (E.isLeft(fit))
        return E.right({ writes: [], events: [], result: { type: 'Refused', faults: fit.left.faults } });
      return pipe(
        changeMember(deps, address, { type: 'Put', ...address, profile }, found),
        E.map(({ writes, events }) => {
          const changed = events.length === 0 ? 'Unchanged' : 'Changed';
          return { writes, events, result: { type: found.member === undefined ? 'Created' : changed } };
        }),
      );
    },
  };
};

const wakeSweep =
  ({ storage, clock }: MemberDependencies) =>
  (organization: OrganizationId): TE.TaskEither<StoreFailure, void> =>
    storage.transact({
      organization: platform,
      read: { task: ref('task', sweepKey(organization)) },
      decide: ({ task }) =>
        E.right({
          writes:
            task?.type === 'Sweep' && task.pass === undefined
              ? [write(ref('task', sweepKey(organization)), { ...task, dueAt: clock.now() })]
              : [], // under way: it comes by, or does so within the hour
          events: [],
          result: undefined,
        }),
    });
