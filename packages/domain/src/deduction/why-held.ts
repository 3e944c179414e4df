import { limitReasonsOf, type ReasonAxis, type ReasonCode, reasons, reasonsOfMember } from '../can-pay/index.ts';
import type { Device } from '../device/device.ts';
import { denyPolicyOf, type DenyPolicy, type FaceUser } from '../face-user/index.ts';
import { dayOf } from '../kernel/civil-date.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  limitsLeft,
  type MerchantLimitPolicy,
  nothingSpent,
  ownLimitsOf,
  sceneLimitsOf,
  type Spending,
} from '../limits/index.ts';
import type { Organization } from '../organization/organization.ts';
import type { Deduction, HoldReason } from './deduction.ts';

interface Found {
  readonly deduction: Deduction;
  readonly organization: Organization;
  readonly member: FaceUser | undefined;
  readonly device?: Device | undefined;
  readonly spending: Spending;
  readonly testMerchant?: Spending | undefined;
}

interface Asked {
  readonly at: Instant;
  readonly policy: DenyPolicy & MerchantLimitPolicy;
}

/** What exactly stood against a sale that we hold ourselves, in the words of `canPay`; nothing where the hold's own word says it. */
export const whyHeld = (reason: HoldReason, found: Found, asked: Asked): readonly ReasonCode[] => {
  const { policy } = asked;
  switch (reason) {
    case 'contract':
      return ofMember(found, policy, ['reading', 'contract']);
    case 'disabled':
      return ofMember(found, policy, ['usage']);
    case 'debt':
      return ofMember(found, policy, ['debt']);
    case 'limit':
      return ofLimits(found, asked);
    case 'amount':
    case 'user':
    case 'tenant':
    case 'merchant':
    case 'credential':
    case 'clock':
    case 'clone':
    case 'unknown':
    case 'refused':
    case 'unconfigured':
      return [];
  }
};

const ofMember = ({ organization, member }: Found, policy: DenyPolicy, axes: readonly ReasonAxis[]) =>
  member === undefined
    ? []
    : reasonsOfMember(member, denyPolicyOf(organization, policy)).filter((code) => axes.includes(reasons[code].axis));

const ofLimits = ({ deduction, organization, member, device, spending, testMerchant }: Found, { at, policy }: Asked) =>
  limitReasonsOf(
    deduction.amount,
    limitsLeft({
      day: dayOf(at),
      merchant: policy.merchantLimits,
      organization: ownLimitsOf(organization),
      scene: sceneLimitsOf(organization, device),
      person: member?.limits,
      spending,
      testMerchant: organization.testMerchant ? (testMerchant ?? nothingSpent) : undefined,
      except: deduction.id,
    }),
  );
