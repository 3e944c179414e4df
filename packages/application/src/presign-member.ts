import {
  type Clock,
  later,
  minute,
  type PresignRequest,
  type Reads,
  type SignUpPolicy,
  type WechatMemberChanges,
  type WechatMembers,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { checkHandOff, type ToldBefore } from './check-hand-off.ts';
import { findMember } from './find-member.ts';
import type { SignUpFailure, SignUpToken } from './issue-token.ts';
import type { MemberAddress } from './member-command.ts';
import { requireOrganization } from './require-organization.ts';
import { checkSameName } from './same-name.ts';

export type PresignTerms = Pick<PresignRequest, 'mode' | 'bankCard' | 'identity'> &
  Pick<ToldBefore, 'organizationName' | 'payerOpenid'>;

/**
 * 预签约: signing bound to a card, for the sign mini program (`k12-wire.md` §3.1, §5.9, FAQ 2.3, 2.4). Card and documents
 * are not kept.
 */
export const presignMember =
  (deps: {
    readonly reads: Reads;
    readonly members: WechatMembers;
    readonly memberChanges: WechatMemberChanges;
    readonly clock: Clock;
    readonly policy: SignUpPolicy;
  }) =>
  (
    address: MemberAddress,
    { organizationName, payerOpenid, ...terms }: PresignTerms,
  ): TE.TaskEither<SignUpFailure, SignUpToken> => {
    const askedAt = deps.clock.now();
    const told = {
      ...(organizationName === undefined ? {} : { organizationName }),
      ...(payerOpenid === undefined ? {} : { payerOpenid }),
      ...(terms.identity === undefined ? {} : { identityNumber: terms.identity.number }),
    };
    const card = { mode: terms.mode, given: terms.bankCard !== undefined };
    return pipe(
      TE.Do,
      TE.bindW('organization', () => requireOrganization(deps.reads)(address.organization)),
      TE.bindW('member', () => findMember(deps.reads)(address)),
      TE.tap((found) => TE.fromEither(checkHandOff(found, told, { policy: deps.policy, now: askedAt }, card))),
      TE.tap(({ member }) => checkSameName(deps)(member, told.payerOpenid)),
      TE.bindW('token', ({ member: { profile } }) =>
        deps.memberChanges.presign({ ...address, ...terms, name: profile.name, phone: profile.phone }),
      ),
      TE.map((found) => ({ ...found, expiresAt: later(askedAt, 5 * minute) })),
    );
  };
