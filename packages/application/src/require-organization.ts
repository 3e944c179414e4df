import { type Organization, type OrganizationId, platform, type Reads, ref, type StoreFailure } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

export interface OrganizationNotAdopted {
  readonly type: 'OrganizationNotAdopted';
}
/** Organizations are never removed, so a look before the transaction is enough. */
export const requireOrganization =
  (reads: Reads) =>
  (id: OrganizationId): TE.TaskEither<OrganizationNotAdopted | StoreFailure, Organization> =>
    pipe(
      reads.find(platform, ref('organization', id)),
      TE.flatMap((found): TE.TaskEither<OrganizationNotAdopted, Organization> =>
        found === undefined ? TE.left({ type: 'OrganizationNotAdopted' }) : TE.right(found),
      ),
    );
