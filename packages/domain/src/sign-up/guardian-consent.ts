import type { Profile } from '../face-user/index.ts';
import { dayOf, parseBeijingDay } from '../kernel/civil-date.ts';
import type { Instant } from '../kernel/instant.ts';

export interface SignUpPolicy {
  /** A pupil below this age signs up only with a guardian's consent on record; 0: nobody needs one (INV-90). */
  readonly consentBelowAge: number;
}
export interface GuardianConsentMissing {
  readonly type: 'GuardianConsentMissing';
  readonly belowAge: number;
}

/**
 * 未成年人由家长开通 (FAQ 1.11): whether a token for this one may be asked for. The age is what the 18-digit identity
 * number says, which is looked at and not kept; of whom it is not known it is assumed to be below. Staff need none.
 */
export const consentMissing = (
  { userType, consent }: Pick<Profile, 'userType' | 'consent'>,
  identityNumber: string | undefined,
  { consentBelowAge: belowAge }: SignUpPolicy,
  now: Instant,
): GuardianConsentMissing | undefined => {
  if (userType === 'staff' || consent !== undefined || belowAge === 0) return undefined;
  return isOfAge(identityNumber, belowAge, now) ? undefined : { type: 'GuardianConsentMissing', belowAge };
};

/** Digits 7 to 14 of a resident identity number are the day of birth. */
const isOfAge = (identityNumber: string | undefined, age: number, now: Instant): boolean => {
  const born = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dXx]$/u.exec(identityNumber ?? '');
  if (born === null) return false;
  const day = parseBeijingDay(`${born[1]}-${born[2]}-${born[3]}`);
  if (day === undefined) return Number(born[1]) < 1970; // days before the epoch are of people old enough
  return `${String(Number(born[1]) + age).padStart(4, '0')}${day.slice(4)}` <= dayOf(now);
};
