import {
  consentMissing,
  type ContractMode,
  type FaceUser,
  type GuardianConsentMissing,
  type HandOffFault,
  handOffFaults,
  type Instant,
  type Organization,
  type Profile,
  type SignUpPolicy,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { MemberAddress } from './member-command.ts';
import type { SameNameUnderPayer } from './same-name.ts';

/** What the provider's mini program is about to pass on, where it tells us beforehand; looked at and not kept. */
export interface ToldBefore {
  readonly organizationName?: string;
  readonly identityNumber?: string;
  /** Who is about to sign: openid under our appid. */
  readonly payerOpenid?: string;
}
/** The mini program would refuse this with words that tell a parent nothing (FAQ 1.12, 1.13). */
export interface HandOffRefused {
  readonly type: 'HandOffRefused';
  readonly faults: readonly HandOffFault[];
}
export type SignUpRefusal = HandOffRefused | GuardianConsentMissing | SameNameUnderPayer;

/** A roster entry that no mini program would take is not taken here either (BAD-63). */
export const checkProfile = (
  { organization, outUserId }: MemberAddress,
  profile: Profile,
): E.Either<HandOffRefused, undefined> => {
  const faults = handOffFaults({ organizationId: organization, outUserId, profile });
  return faults.length === 0 ? E.right(undefined) : E.left({ type: 'HandOffRefused', faults });
};

/** Before a token is asked for: every field that the mini programs look at, and the guardian's consent (INV-90, BAD-63). */
export const checkHandOff = (
  { organization, member }: { readonly organization: Organization; readonly member: FaceUser },
  told: ToldBefore,
  { policy, now }: { readonly policy: SignUpPolicy; readonly now: Instant },
  card?: { readonly mode: ContractMode; readonly given: boolean },
): E.Either<HandOffRefused | GuardianConsentMissing, undefined> => {
  const faults = handOffFaults({
    organizationId: organization.organizationId,
    outUserId: member.outUserId,
    profile: member.profile,
    ...(told.organizationName === undefined
      ? {}
      : { organizationName: { said: told.organizationName, adopted: organization.name } }),
    ...(told.identityNumber === undefined ? {} : { identityNumber: told.identityNumber }),
    ...(card === undefined ? {} : { card }),
  });
  if (faults.length > 0) return E.left({ type: 'HandOffRefused', faults });
  const missing = consentMissing(member.profile, told.identityNumber, policy, now);
  return missing === undefined ? E.right(undefined) : E.left(missing);
};
