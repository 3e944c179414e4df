import type { FaceUser, FaceUserRejection, StoreFailure, WechatFailure, WechatMemberChanges } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type MemberDependencies, runMemberCommand } from './member-command.ts';

/** Tells WeChat of a changed roster entry, once it knows the member; until that worked the entry stays "unpushed". */
export const pushProfile =
  (deps: MemberDependencies & { readonly memberChanges: WechatMemberChanges }) =>
  (member: FaceUser): TE.TaskEither<FaceUserRejection | WechatFailure | StoreFailure, FaceUser> => {
    const { organization, outUserId, profile } = member;
    if (member.unpushed !== true || member.userId === undefined) return TE.right(member);
    return pipe(
      deps.memberChanges.patch(organization, outUserId, { profile }),
      TE.flatMap(() => runMemberCommand(deps)({ organization, outUserId }, { type: 'RecordPush', profile })),
    );
  };
