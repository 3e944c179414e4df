import type { ContractId, Reads, StoreFailure, WechatFailure, WechatMembers } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { findMember, type MemberNotFound } from './find-member.ts';
import type { MemberAddress } from './member-command.ts';

export interface PayerOfMember {
  readonly contractId: ContractId;
  /** Absent where WeChat does not say. */
  readonly openid?: string;
}
type Failure = MemberNotFound | { readonly type: 'ContractNotSigned' } | WechatFailure | StoreFailure;

/** Which WeChat account a parent has signed with (FAQ Q4); asked for when it is needed, never kept. */
export const readPayer =
  (deps: { readonly reads: Reads; readonly members: WechatMembers }) =>
  (address: MemberAddress): TE.TaskEither<Failure, PayerOfMember> =>
    pipe(
      findMember(deps.reads)(address),
      TE.flatMap(({ contract, userId }): TE.TaskEither<Failure, PayerOfMember> => {
        if (contract.status === 'absent' || userId === undefined) return TE.left({ type: 'ContractNotSigned' });
        const { contractId } = contract;
        return pipe(
          deps.members.payer(address.organization, userId, contractId),
          TE.map((openid) => (openid === undefined ? { contractId } : { contractId, openid })),
        );
      }),
    );
