import type { FaceUser, Reads, StoreFailure, WechatMembers } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** 同一个微信无法签约同名用户 (FAQ 1.23): WeChat would refuse the signature. */
export interface SameNameUnderPayer {
  readonly type: 'SameNameUnderPayer';
}
type Dependencies = { readonly reads: Reads; readonly members: WechatMembers };

/**
 * Where the account that is about to sign is told: whether it has signed for another pupil of this name in the school, as
 * WeChat's contract query says now (BAD-64). What cannot be looked up is left to WeChat, which refuses by itself.
 */
export const checkSameName =
  (deps: Dependencies) =>
  (member: FaceUser, openid: string | undefined): TE.TaskEither<SameNameUnderPayer | StoreFailure, undefined> =>
    openid === undefined
      ? TE.right(undefined)
      : pipe(
          namesakes(deps.reads, member),
          TE.flatMap((others) => TE.fromTask(signedBy(deps.members, others, openid))),
          TE.flatMap((signed) => (signed ? TE.left({ type: 'SameNameUnderPayer' as const }) : TE.right(undefined))),
        );

const namesakes = (reads: Reads, member: FaceUser, after?: string): TE.TaskEither<StoreFailure, readonly FaceUser[]> =>
  pipe(
    reads.page('member', { organization: member.organization, status: 'signed' }, 200, after),
    TE.flatMap(({ items, next }) => {
      const found = items.filter(
        ({ outUserId, profile }) => outUserId !== member.outUserId && profile.name === member.profile.name,
      );
      if (next === undefined) return TE.right(found);
      return pipe(
        namesakes(reads, member, next),
        TE.map((rest) => [...found, ...rest]),
      );
    }),
  );

const signedBy =
  (members: WechatMembers, others: readonly FaceUser[], openid: string) => async (): Promise<boolean> => {
    for (const { organization, userId, contract } of others) {
      if (userId === undefined || contract.status === 'absent') continue;
      const payer = await members.payer(organization, userId, contract.contractId)();
      if (E.isRight(payer) && payer.right === openid) return true;
    }
    return false;
  };
