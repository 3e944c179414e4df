import type {
  DenyPolicy,
  FaceUser,
  FaceUserRejection,
  Reads,
  StoreFailure,
  TerminationPolicy,
  WechatFailure,
  WechatMembers,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type MemberAddress, type MemberDependencies, runMemberCommand } from './member-command.ts';
import { syncMember } from './sync-member.ts';

type Dependencies = MemberDependencies & {
  readonly reads: Reads;
  readonly members: WechatMembers;
  readonly policy: DenyPolicy & TerminationPolicy;
};
type Failure = FaceUserRejection | WechatFailure | StoreFailure;

/**
 * Intent, remote call, outcome. The intent already stops new charges (INV-35); a crash between any two steps is
 * repaired by running it again, or by WeChat's own notice. Who owes WeChat an advance repays first, unless the policy leaves
 * that to WeChat (INV-44); the debt's record stays in any case. What WeChat refuses is undone here: the contract is in force again, and the refusal is the answer.
 */
export const terminateContract =
  (deps: Dependencies) =>
  (address: MemberAddress): TE.TaskEither<Failure, FaceUser> =>
    pipe(
      runMemberCommand(deps)(address, {
        type: 'RequestTermination',
        at: deps.clock.now(),
        whileOwing: deps.policy.terminateWhileOwing,
      }),
      TE.flatMap((member): TE.TaskEither<Failure, FaceUser> => {
        const { contract, userId } = member;
        if (contract.status === 'absent' || userId === undefined) return TE.left({ type: 'ContractNotSigned' });
        return pipe(
          deps.members.terminate(address.organization, userId, contract.contractId),
          TE.map(() => undefined),
          TE.orElse((failure) => (failure.type === 'WechatRefused' ? TE.right(failure) : TE.left(failure))),
          TE.flatMap((refusal) =>
            refusal === undefined ? syncMember(deps)(address) : afterRefusal(deps, address, refusal),
          ),
        );
      }),
    );

/** Only what is read after the refusal can tell whether the contract is in force; unread, it stays terminating. */
const afterRefusal = (
  deps: Dependencies,
  address: MemberAddress,
  refusal: WechatFailure,
): TE.TaskEither<Failure, FaceUser> =>
  pipe(
    deps.members.read(address.organization, address.outUserId, deps.clock.now()),
    TE.flatMap((reading): TE.TaskEither<Failure, FaceUser> =>
      reading === undefined
        ? TE.left(refusal)
        : runMemberCommand(deps)(address, { type: 'RecordTerminationRefused', reading, at: deps.clock.now() }),
    ),
    TE.orElse((failure): TE.TaskEither<Failure, FaceUser> => TE.left(isWechat(failure) ? refusal : failure)),
    TE.flatMap((member) => (member.contract.status === 'terminated' ? TE.right(member) : TE.left(refusal))),
  );

const isWechat = ({ type }: Failure): boolean =>
  type === 'WechatUnknown' || type === 'WechatUnavailable' || type === 'WechatRefused';
