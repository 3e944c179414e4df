import {
  type DenyListDelta,
  denyListDelta,
  denyListFrom,
  type OrganizationId,
  type Reads,
  type StoreFailure,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';

/**
 * What changed on an organization's deny list after version `since`, or all of it to a terminal that has none (INV-42).
 * The version is read before the changes, so that none between the two looks is left out.
 */
export const readDenyList =
  (deps: { readonly reads: Reads }) =>
  (
    organization: OrganizationId,
    since: number | undefined,
    countMax: number,
  ): TE.TaskEither<OrganizationNotAdopted | StoreFailure, DenyListDelta> =>
    pipe(
      requireOrganization(deps.reads)(organization),
      TE.flatMap(({ denyListVersion: newest }) =>
        pipe(
          deps.reads.denyList(organization, denyListFrom(newest, since), countMax + 1),
          TE.map((entries) => denyListDelta(newest, since, entries, countMax)),
        ),
      ),
    );
