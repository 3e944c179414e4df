import type {
  FaceUser,
  FaceUserRejection,
  Reads,
  StoreFailure,
  WechatFailure,
  WechatMemberChanges,
  WechatMembers,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { findMember } from './find-member.ts';
import { type MemberAddress, type MemberDependencies, runMemberCommand } from './member-command.ts';
import { syncMember } from './sync-member.ts';

interface Dependencies extends MemberDependencies {
  readonly reads: Reads;
  readonly members: WechatMembers;
  readonly memberChanges: WechatMemberChanges;
}
type Failure = FaceUserRejection | WechatFailure | StoreFailure;
type MoveMember = (address: MemberAddress) => TE.TaskEither<Failure, FaceUser>;

/** 禁用: stops new charges here at once (INV-35), then at WeChat; who is not known there is blocked here alone. */
export const disableMember =
  (deps: Dependencies): MoveMember =>
  (address) =>
    pipe(
      runMemberCommand(deps)(address, { type: 'Block', at: deps.clock.now() }),
      TE.flatMap(tellWechat(deps, address, 'disabled')),
      TE.flatMap(() => syncMember(deps)(address)),
    );

/** Unblocks at WeChat first, then here. A block that WeChat itself made stays, and shows as usage (FAQ 5.10). */
export const enableMember =
  (deps: Dependencies): MoveMember =>
  (address) =>
    pipe(
      findMember(deps.reads)(address),
      TE.flatMap(tellWechat(deps, address, 'normal')),
      TE.flatMap(() => runMemberCommand(deps)(address, { type: 'Unblock' })),
      TE.flatMap(() => syncMember(deps)(address)),
    );

const tellWechat =
  (deps: Dependencies, { organization, outUserId }: MemberAddress, usage: 'disabled' | 'normal') =>
  (member: FaceUser): TE.TaskEither<WechatFailure, void> =>
    member.userId === undefined ? TE.right(undefined) : deps.memberChanges.patch(organization, outUserId, { usage });
