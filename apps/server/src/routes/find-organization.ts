import { type Organization, type OrganizationId, platform, type Reads, ref } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import { ownTenant } from './tenant.ts';

/** One organization, where this principal may see it. */
export const findOrganization = (
  { reads }: { readonly reads: Reads },
  principal: Principal,
  id: OrganizationId,
): TE.TaskEither<Refusal, Organization> =>
  pipe(
    TE.fromEither(ownTenant(principal, id)),
    TE.flatMap((own: OrganizationId): TE.TaskEither<Refusal, Organization | undefined> =>
      reads.find(platform, ref('organization', own)),
    ),
    TE.flatMap((found): TE.TaskEither<Refusal, Organization> =>
      found === undefined ? TE.left({ type: 'NotFound' }) : TE.right(found),
    ),
  );
