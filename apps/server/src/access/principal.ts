import type { OrganizationId } from '@facepay/domain';

export type Role = 'admin' | 'operator' | 'auditor';

/** Who a bearer token stands for. Bound to an organization, it sees and moves nothing else (INV-92). */
export interface Principal {
  /** For logs: names the token's owner, never a person's data. */
  readonly name: string;
  readonly role: Role;
  readonly organization?: OrganizationId;
}

export const maySee = ({ organization }: Principal, wanted: OrganizationId): boolean =>
  organization === undefined || organization === wanted;

/** Reading is for every role; what changes something names its own list. */
export const everyRole: readonly Role[] = ['admin', 'operator', 'auditor'];
export const operators: readonly Role[] = ['admin', 'operator'];
export const admins: readonly Role[] = ['admin'];
