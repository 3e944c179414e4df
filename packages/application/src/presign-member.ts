import {
  type Clock,
  type Instant,
  later,
  minute,
  type PresignRequest,
  type Reads,
  type StoreFailure,
  type WechatFailure,
  type WechatMemberChanges,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { findMember, type MemberNotFound } from './find-member.ts';
import type { MemberAddress } from './member-command.ts';

export type PresignTerms = Pick<PresignRequest, 'mode' | 'bankCard' | 'identity'>;
export interface PresignToken {
  readonly token: string;
  /** 5 minutes from before it was asked for; it serves this one member (INV-43). */
  readonly expiresAt: Instant;
}

/** 预签约: signing bound to a card, for the sign mini program (`k12-wire.md` §3.1, §5.9). Card and documents are not kept. */
export const presignMember =
  (deps: { readonly reads: Reads; readonly memberChanges: WechatMemberChanges; readonly clock: Clock }) =>
  (
    address: MemberAddress,
    terms: PresignTerms,
  ): TE.TaskEither<MemberNotFound | WechatFailure | StoreFailure, PresignToken> => {
    const askedAt = deps.clock.now();
    return pipe(
      findMember(deps.reads)(address),
      TE.flatMap(({ profile: { name, phone } }) => deps.memberChanges.presign({ ...address, ...terms, name, phone })),
      TE.map((token) => ({ token, expiresAt: later(askedAt, 5 * minute) })),
    );
  };
