import { describe, expect, test } from 'vitest';
import { fromRfc3339 } from '../kernel/civil-date.ts';
import { Instant } from '../kernel/instant.ts';
import { consentMissing } from './guardian-consent.ts';

const now = fromRfc3339('2026-09-07T00:00:00+08:00') ?? Instant.of(0);
const student = { userType: 'student' } as const;
const consent = { guardian: '王大明', textVersion: '2026-09', at: now };
const born = (day: string): string => `110101${day}001X`;
const missing = (identityNumber?: string, belowAge = 14, profile: Parameters<typeof consentMissing>[0] = student) =>
  consentMissing(profile, identityNumber, { consentBelowAge: belowAge }, now)?.type;

describe('FAQ 1.11 INV-90: a minor is signed up by a guardian who has agreed', () => {
  test('a pupil whose age nobody told needs the consent, and has it once it is recorded', () => {
    expect(missing()).toBe('GuardianConsentMissing');
    expect(missing('a-passport-1')).toBe('GuardianConsentMissing');
    expect(missing(undefined, 14, { ...student, consent })).toBeUndefined();
  });
  test('the identity number tells the age, to the day in Beijing', () => {
    expect(missing(born('20120907'))).toBeUndefined(); // 14 today
    expect(missing(born('20120908'))).toBe('GuardianConsentMissing'); // 14 tomorrow
    expect(missing(born('19650101'))).toBeUndefined();
    expect(missing(born('20129999'))).toBe('GuardianConsentMissing');
  });
  test('the age is a setting; 0 asks nobody, staff are never asked', () => {
    expect(missing(born('20100101'), 18)).toBe('GuardianConsentMissing');
    expect(missing(undefined, 0)).toBeUndefined();
    expect(missing(undefined, 18, { userType: 'staff' })).toBeUndefined();
  });
});
