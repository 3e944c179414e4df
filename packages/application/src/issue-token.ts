import {
  type Clock,
  type FaceUser,
  type Instant,
  later,
  minute,
  type Organization,
  type Reads,
  type SignUpPolicy,
  type StoreFailure,
  type WechatFailure,
  type WechatMembers,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { checkHandOff, type SignUpRefusal, type ToldBefore } from './check-hand-off.ts';
import { findMember, type MemberNotFound } from './find-member.ts';
import type { MemberAddress } from './member-command.ts';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';
import { checkSameName } from './same-name.ts';

export interface SignUpToken {
  readonly token: string;
  /** 5 minutes from before it was asked for; it serves this one member (INV-43). */
  readonly expiresAt: Instant;
  readonly member: FaceUser;
  readonly organization: Organization;
}
/** What a token can be refused with; `TE.TaskEither` of it and what comes out. */
export type SignUpFailure = OrganizationNotAdopted | MemberNotFound | SignUpRefusal | WechatFailure | StoreFailure;

/** 授权凭证 for ordinary signing: what the parent's jump into WeChat's mini programs needs (`k12-wire.md` §4, §5.4, FAQ 2.4). */
export const issueToken =
  (deps: {
    readonly reads: Reads;
    readonly members: WechatMembers;
    readonly clock: Clock;
    readonly policy: SignUpPolicy;
  }) =>
  (address: MemberAddress, told: ToldBefore = {}): TE.TaskEither<SignUpFailure, SignUpToken> => {
    const askedAt = deps.clock.now();
    return pipe(
      TE.Do,
      TE.bindW('organization', () => requireOrganization(deps.reads)(address.organization)),
      TE.bindW('member', () => findMember(deps.reads)(address)),
      TE.tap((found) => TE.fromEither(checkHandOff(found, told, { policy: deps.policy, now: askedAt }))),
      TE.tap(({ member }) => checkSameName(deps)(member, told.payerOpenid)),
      TE.bindW('token', () => deps.members.token(address.organization, address.outUserId)),
      TE.map((found) => ({ ...found, expiresAt: later(askedAt, 5 * minute) })),
    );
  };
