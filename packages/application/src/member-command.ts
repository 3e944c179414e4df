import {
  type Change,
  type Clock,
  type DenyPolicy,
  eventsOf,
  type FaceUser,
  type FaceUserCommand,
  faceUserDecider,
  type FaceUserEvent,
  type FaceUserRejection,
  followDenyList,
  type Loaded,
  type OrganizationId,
  type OutUserId,
  ref,
  type Storage,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

export interface MemberAddress {
  readonly organization: OrganizationId;
  readonly outUserId: OutUserId;
}
export interface MemberDependencies {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly policy: DenyPolicy;
}
/** A member, and the organization whose deny list has its version there: they move together (INV-42). */
export const memberRefs = ({ organization, outUserId }: MemberAddress) => ({
  member: ref('member', outUserId),
  organization: ref('organization', organization),
});
type MemberFound = Loaded<ReturnType<typeof memberRefs>>;

/** Runs one command on a member; what it changed and why land together. */
export const runMemberCommand =
  (deps: MemberDependencies) =>
  (address: MemberAddress, command: FaceUserCommand): TE.TaskEither<FaceUserRejection | StoreFailure, FaceUser> =>
    deps.storage.transact({
      organization: address.organization,
      read: memberRefs(address),
      decide: (found) =>
        pipe(
          changeMember(deps, address, command, found),
          E.flatMap((change): E.Either<FaceUserRejection, Change<FaceUser>> =>
            change.result === undefined
              ? E.left({ type: 'MemberUnknown' })
              : E.right({ ...change, result: change.result }),
          ),
        ),
    });

/** Puts a member on the deny list, or takes it off, where the school's policy has changed; nothing else of it moves. */
export const followDebtPolicy =
  (deps: MemberDependencies) =>
  (address: MemberAddress): TE.TaskEither<StoreFailure, void> =>
    deps.storage.transact({
      organization: address.organization,
      read: memberRefs(address),
      decide: (found): E.Either<never, Change<void>> =>
        E.right({ ...changeOf(deps, address, [], found), result: undefined }),
    });

/** The member's part of a larger transaction. */
export const changeMember = (
  deps: Pick<MemberDependencies, 'clock' | 'policy'>,
  address: MemberAddress,
  command: FaceUserCommand,
  found: MemberFound,
): E.Either<FaceUserRejection, Change<FaceUser | undefined>> =>
  pipe(
    faceUserDecider.decide(command, found.member),
    E.map((bodies) => changeOf(deps, address, bodies, found)),
  );

const changeOf = (
  { clock, policy }: Pick<MemberDependencies, 'clock' | 'policy'>,
  address: MemberAddress,
  bodies: readonly FaceUserEvent[],
  { member, organization }: MemberFound,
): Change<FaceUser | undefined> => {
  const refs = memberRefs(address);
  const after = followDenyList({ member: bodies.reduce(faceUserDecider.evolve, member), organization }, policy);
  const about = {
    organization: address.organization,
    subject: { kind: 'member', id: address.outUserId },
    at: clock.now(),
    versionBefore: member?.version ?? 0,
  } as const;
  return {
    writes: [
      ...(after.member === undefined || after.member === member ? [] : [write(refs.member, after.member)]),
      ...(after.organization === undefined || after.organization === organization
        ? []
        : [write(refs.organization, after.organization)]),
    ],
    events: eventsOf(about, [...bodies, ...after.events]),
    result: after.member,
  };
};
