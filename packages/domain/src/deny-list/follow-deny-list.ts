import * as E from 'fp-ts/lib/Either.js';
import {
  type DenyPolicy,
  denyPolicyOf,
  type FaceUser,
  faceUserDecider,
  type FaceUserEvent,
} from '../face-user/index.ts';
import type { Organization } from '../organization/organization.ts';

/** A member and the organization whose list it may be on, as far as they are known. */
export interface Listed {
  readonly member: FaceUser | undefined;
  readonly organization: Organization | undefined;
}

/**
 * What a change of a member means for its organization's deny list: nothing, or one step of the list's version, to be
 * stored in the same transaction. Whatever changes a member must call it, so that no way of ending or blocking is
 * forgotten (INV-42). The events are the member's, behind those that changed it.
 */
export const followDenyList = (
  { member, organization }: Listed,
  installation: DenyPolicy,
): Listed & { readonly events: readonly FaceUserEvent[] } => {
  if (member === undefined || organization === undefined) return { member, organization, events: [] };
  const listVersion = organization.denyListVersion + 1;
  const policy = denyPolicyOf(organization, installation);
  const decided = faceUserDecider.decide({ type: 'UpdateDenyList', listVersion, policy }, member);
  const events = E.isRight(decided) ? decided.right : [];
  if (events.length === 0) return { member, organization, events };
  return {
    member: events.reduce(faceUserDecider.evolve, member as FaceUser | undefined),
    organization: { ...organization, denyListVersion: listVersion },
    events,
  };
};
