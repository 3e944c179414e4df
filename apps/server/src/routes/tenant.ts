import type { OrganizationId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { maySee, type Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';

/** INV-92: another tenant's id is answered like one that does not exist. */
export const ownTenant = (principal: Principal, wanted: OrganizationId): E.Either<Refusal, OrganizationId> =>
  maySee(principal, wanted) ? E.right(wanted) : E.left({ type: 'NotFound' });

/** The tenant a list is about: the one asked for, the token's own, or all of them. */
export const listedTenant = (
  principal: Principal,
  wanted: OrganizationId | undefined,
): E.Either<Refusal, { readonly organization?: OrganizationId }> => {
  if (wanted !== undefined)
    return maySee(principal, wanted) ? E.right({ organization: wanted }) : E.left({ type: 'NotFound' });
  return E.right(principal.organization === undefined ? {} : { organization: principal.organization });
};
