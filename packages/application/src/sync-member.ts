import type { FaceUser, FaceUserRejection, Reads, StoreFailure, WechatFailure, WechatMembers } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { findMember } from './find-member.ts';
import { type MemberAddress, type MemberDependencies, runMemberCommand } from './member-command.ts';

/** Reads user and contract from WeChat now; stored only if no newer reading was (INV-36, T5). */
export const syncMember =
  (deps: MemberDependencies & { readonly reads: Reads; readonly members: WechatMembers }) =>
  (address: MemberAddress): TE.TaskEither<FaceUserRejection | WechatFailure | StoreFailure, FaceUser> =>
    pipe(
      TE.Do,
      TE.bindW('member', () => findMember(deps.reads)(address)),
      TE.bindW('reading', () => deps.members.read(address.organization, address.outUserId, deps.clock.now())),
      TE.flatMap(({ member, reading }): TE.TaskEither<FaceUserRejection | StoreFailure, FaceUser> =>
        reading === undefined // not yet created in WeChat's mini program
          ? TE.right(member)
          : runMemberCommand(deps)(address, { type: 'RecordReading', reading }),
      ),
    );
