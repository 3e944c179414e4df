import type {
  Clock,
  FaceUser,
  FaceUserRejection,
  Reads,
  Storage,
  StoreFailure,
  WechatFailure,
  WechatMembers,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type MemberAddress, runMemberCommand } from './member-command.ts';
import { syncMember } from './sync-member.ts';

/**
 * Intent, remote call, outcome. The intent already stops new charges (INV-35); a crash between any two steps is
 * repaired by running it again, or by WeChat's own notice.
 */
export const terminateContract =
  (deps: {
    readonly storage: Storage;
    readonly reads: Reads;
    readonly members: WechatMembers;
    readonly clock: Clock;
  }) =>
  (address: MemberAddress): TE.TaskEither<FaceUserRejection | WechatFailure | StoreFailure, FaceUser> =>
    pipe(
      runMemberCommand(deps)(address, { type: 'RequestTermination', at: deps.clock.now() }),
      TE.flatMap((member): TE.TaskEither<FaceUserRejection | WechatFailure, void> => {
        const { contract, userId } = member;
        if (contract.status === 'absent' || userId === undefined) return TE.left({ type: 'ContractNotSigned' });
        return deps.members.terminate(address.organization, userId, contract.contractId);
      }),
      TE.flatMap(() => syncMember(deps)(address)),
    );
