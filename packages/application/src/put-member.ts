import type { Clock, FaceUser, FaceUserRejection, Profile, Reads, Storage, StoreFailure } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type MemberAddress, runMemberCommand } from './member-command.ts';
import { requireOrganization, type OrganizationNotAdopted } from './require-organization.ts';

/** The roster entry of a pupil or of staff; the same line again changes nothing. */
export const putMember =
  (deps: { readonly storage: Storage; readonly reads: Reads; readonly clock: Clock }) =>
  (
    address: MemberAddress,
    profile: Profile,
  ): TE.TaskEither<OrganizationNotAdopted | FaceUserRejection | StoreFailure, FaceUser> =>
    pipe(
      requireOrganization(deps.reads)(address.organization),
      TE.flatMap(() => runMemberCommand(deps)(address, { type: 'Put', ...address, profile })),
    );
