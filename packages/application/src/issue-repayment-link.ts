import type { Instant, Reads, StoreFailure, WechatFailure, WechatMemberChanges } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { findMember, type MemberNotFound } from './find-member.ts';
import type { MemberAddress } from './member-command.ts';

/** What the debtor opens to repay WeChat's advances (`k12-wire.md` §5.16); handed on by the school. */
export const issueRepaymentLink =
  (deps: { readonly reads: Reads; readonly memberChanges: WechatMemberChanges }) =>
  (
    address: MemberAddress,
  ): TE.TaskEither<
    MemberNotFound | WechatFailure | StoreFailure,
    { readonly url: string; readonly expiresAt: Instant }
  > =>
    pipe(
      findMember(deps.reads)(address),
      TE.flatMap(() => deps.memberChanges.repaymentLink(address.organization, address.outUserId)),
    );
