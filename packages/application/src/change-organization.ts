import {
  type Change,
  type Clock,
  type DomainEvent,
  eventsOf,
  type Organization,
  type OrganizationId,
  platform,
  ref,
  type Storage,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { OrganizationNotAdopted } from './require-organization.ts';

/** The organization as it is to be, but for its version, and what others hear of it. */
interface Changed {
  readonly to: Organization;
  readonly event: DomainEvent['body'];
}

/** One setting of an organization: stored with its event, or nothing at all where it says what holds already. */
export const changeOrganization =
  ({ storage, clock }: { readonly storage: Storage; readonly clock: Clock }) =>
  <Refusal = never>(
    id: OrganizationId,
    decide: (organization: Organization) => E.Either<Refusal, Changed | 'unchanged'>,
  ): TE.TaskEither<OrganizationNotAdopted | Refusal | StoreFailure, Organization> => {
    const at = ref('organization', id);
    return storage.transact({
      organization: platform,
      read: { organization: at },
      decide: ({ organization }): E.Either<OrganizationNotAdopted | Refusal, Change<Organization>> => {
        if (organization === undefined) return E.left({ type: 'OrganizationNotAdopted' });
        const decided = decide(organization);
        if (E.isLeft(decided)) return decided;
        if (decided.right === 'unchanged') return E.right({ writes: [], events: [], result: organization });
        const { to, event } = decided.right;
        const result: Organization = { ...to, version: organization.version + 1 };
        const subject = { kind: 'organization', id } as const;
        const about = { organization: id, subject, at: clock.now(), versionBefore: organization.version };
        return E.right({ writes: [write(at, result)], events: eventsOf(about, [event]), result });
      },
    });
  };
