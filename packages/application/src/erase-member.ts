import {
  type FaceUser,
  faceUserDecider,
  type FaceUserRejection,
  type Reads,
  type StoreFailure,
  type WechatFailure,
  type WechatMembers,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { findMember } from './find-member.ts';
import { type MemberAddress, type MemberDependencies, runMemberCommand } from './member-command.ts';
import { syncMember } from './sync-member.ts';

/**
 * Takes everything personal out of a member's record; ids and money stay (INV-91). What we know to stand against it is told
 * at once; then WeChat is read, for a contract that nobody told of is in force all the same, and has to be ended before.
 */
export const eraseMember =
  (deps: MemberDependencies & { readonly reads: Reads; readonly members: WechatMembers }) =>
  (address: MemberAddress): TE.TaskEither<FaceUserRejection | WechatFailure | StoreFailure, FaceUser> => {
    const erase = { type: 'Erase', at: deps.clock.now() } as const;
    return pipe(
      findMember(deps.reads)(address),
      TE.flatMap((member): TE.TaskEither<FaceUserRejection, unknown> =>
        TE.fromEither(faceUserDecider.decide(erase, member)),
      ),
      TE.flatMap(() => syncMember(deps)(address)),
      TE.flatMap(() => runMemberCommand(deps)(address, erase)),
    );
  };
