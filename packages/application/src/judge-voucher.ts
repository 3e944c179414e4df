import {
  type FaceUser,
  hour,
  type HoldReason,
  type Instant,
  minute,
  msBetween,
  type Device,
  type Organization,
  type VoucherClaims,
} from '@facepay/domain';

export interface VoucherContext {
  readonly device: Device;
  readonly organization: Organization | undefined;
  readonly member: FaceUser | undefined;
  readonly now: Instant;
}

/** Why a sale must not be charged by itself, the gravest reason first; nothing where it may be tried. */
export const whyHeld = (claims: VoucherClaims, context: VoucherContext): HoldReason | undefined => {
  const { device, organization, member, now } = context;
  if (device.quarantine !== undefined) return 'clone'; // INV-62
  if (claims.organization !== device.organization) return 'tenant'; // BAD-45
  if (organization === undefined || claims.subMchid !== organization.subMchid) return 'merchant'; // BAD-55
  if (claims.amount === undefined) return 'amount'; // BAD-44
  if (!claims.credentialWhole) return 'credential'; // BAD-46
  if (claims.saleAt === undefined || !plausible(claims.saleAt, now)) return 'clock'; // BAD-50
  // A member whose signing we have not read yet is read before the first request, not held for a late notice.
  if (member === undefined || (member.userId ?? claims.userId) !== claims.userId) return 'user';
  return undefined;
};

/** INV-64: at most 5 minutes in the future and 30 days in the past. */
export const plausible = (saleAt: Instant, now: Instant): boolean => {
  const ageMs = msBetween(saleAt, now);
  return ageMs >= -5 * minute && ageMs <= 30 * 24 * hour;
};
