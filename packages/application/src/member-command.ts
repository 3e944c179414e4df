import {
  type Change,
  type Clock,
  eventsOf,
  type FaceUser,
  type FaceUserCommand,
  faceUserDecider,
  type FaceUserRejection,
  type OrganizationId,
  type OutUserId,
  ref,
  type Storage,
  type StoreFailure,
  type Write,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

export interface MemberAddress {
  readonly organization: OrganizationId;
  readonly outUserId: OutUserId;
}
export const memberRef = ({ outUserId }: MemberAddress) => ref('member', outUserId);

/** Runs one command on a member; what it changed and why land together. */
export const runMemberCommand =
  (deps: { readonly storage: Storage; readonly clock: Clock }) =>
  (address: MemberAddress, command: FaceUserCommand): TE.TaskEither<FaceUserRejection | StoreFailure, FaceUser> =>
    deps.storage.transact({
      organization: address.organization,
      read: { member: memberRef(address) },
      decide: ({ member }) =>
        pipe(
          changeMember(deps.clock, address, command, member),
          E.flatMap((change): E.Either<FaceUserRejection, Change<FaceUser>> =>
            change.result === undefined
              ? E.left({ type: 'MemberUnknown' })
              : E.right({ ...change, result: change.result }),
          ),
        ),
    });

/** The member's part of a larger transaction. */
export const changeMember = (
  clock: Clock,
  address: MemberAddress,
  command: FaceUserCommand,
  member: FaceUser | undefined,
): E.Either<FaceUserRejection, Change<FaceUser | undefined>> =>
  pipe(
    faceUserDecider.decide(command, member),
    E.map((events) => {
      const next = events.reduce(faceUserDecider.evolve, member);
      const writes: readonly Write[] =
        next === undefined || events.length === 0 ? [] : [write(memberRef(address), next)];
      return {
        writes,
        events: eventsOf(
          {
            organization: address.organization,
            subject: { kind: 'member', id: address.outUserId },
            at: clock.now(),
            versionBefore: member?.version ?? 0,
          },
          events,
        ),
        result: next,
      };
    }),
  );
