import {
  type DeductionPolicy,
  type FaceUser,
  type FaceUserRejection,
  isNews,
  type Reads,
  type StoreFailure,
  type WechatFailure,
  type WechatMemberChanges,
  type WechatMembers,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type MemberDependencies, runMemberCommand } from './member-command.ts';
import { pushProfile } from './push-profile.ts';
import { terminateContract } from './terminate-contract.ts';

export interface RefreshDependencies extends MemberDependencies {
  readonly policy: DeductionPolicy;
  readonly reads: Reads;
  readonly members: WechatMembers;
  readonly memberChanges: WechatMemberChanges;
}
type Failure = FaceUserRejection | WechatFailure | StoreFailure;

/**
 * One member as a sweep sees it: a change that WeChat was not told of is told, a termination whose answer was lost is asked
 * for again, and user and contract are read. Nothing is stored where WeChat says what we know; an older answer never
 * overwrites a newer one (INV-36).
 */
export const refreshMember =
  (deps: RefreshDependencies) =>
  (member: FaceUser): TE.TaskEither<Failure, void> => {
    const { organization, outUserId } = member;
    return pipe(
      pushProfile(deps)(member),
      TE.orElse((failure): TE.TaskEither<Failure, FaceUser> =>
        failure.type === 'WechatRefused' ? TE.right(member) : TE.left(failure),
      ),
      TE.flatMap(() => deps.members.read(organization, outUserId, deps.clock.now())),
      TE.flatMap((reading): TE.TaskEither<Failure, unknown> => {
        if (reading === undefined) return TE.right(undefined); // not in WeChat's mini programs yet
        if (member.contract.status === 'terminating' && reading.contract.status === 'signed')
          return terminateContract(deps)(member);
        return isNews(reading, member)
          ? runMemberCommand(deps)({ organization, outUserId }, { type: 'RecordReading', reading })
          : TE.right(undefined);
      }),
      TE.map(() => undefined),
    );
  };
