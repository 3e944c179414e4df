import type {
  FaceUser,
  FaceUserRejection,
  Profile,
  Reads,
  StoreFailure,
  WechatFailure,
  WechatMemberChanges,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { checkProfile, type HandOffRefused } from './check-hand-off.ts';
import { type MemberAddress, type MemberDependencies, runMemberCommand } from './member-command.ts';
import { pushProfile } from './push-profile.ts';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';

/**
 * The roster entry of a pupil or of staff; the same line again changes nothing. Once WeChat knows the member, a change of
 * name, phone or class is told to it; until that worked the entry stays "unpushed" and the same line again tells it.
 */
export const putMember =
  (deps: MemberDependencies & { readonly reads: Reads; readonly memberChanges: WechatMemberChanges }) =>
  (
    address: MemberAddress,
    profile: Profile,
  ): TE.TaskEither<
    OrganizationNotAdopted | HandOffRefused | FaceUserRejection | WechatFailure | StoreFailure,
    FaceUser
  > =>
    pipe(
      requireOrganization(deps.reads)(address.organization),
      TE.tap(() => TE.fromEither(checkProfile(address, profile))),
      TE.flatMap(() => runMemberCommand(deps)(address, { type: 'Put', ...address, profile })),
      TE.flatMap(pushProfile(deps)),
    );
