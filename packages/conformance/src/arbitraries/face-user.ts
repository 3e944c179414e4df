import {
  type Contract,
  type ContractReading,
  type ContractTerms,
  type DenyPolicy,
  type FaceUser,
  faceUserDecider,
  type FaceUserCommand,
  type GuardianConsent,
  type Profile,
  type UserReading,
} from '@facepay/domain';
import fc from 'fast-check';
import {
  anyAmount,
  anyContractId,
  anyDeductionId,
  anyInstant,
  anyOrganizationId,
  anyOutUserId,
  anyUserId,
} from './kernel.ts';
import { reached } from './reached.ts';

export const anyContractTerms: fc.Arbitrary<ContractTerms> = fc.record({
  contractId: anyContractId,
  mode: fc.constantFrom('limited-card', 'preferred-card', 'any-card'),
  cardFrom: fc.constantFrom('provider', 'payer'),
  signedAt: anyInstant,
});
export const anyContractReading: fc.Arbitrary<ContractReading> = fc.oneof(
  fc.constant<ContractReading>({ status: 'absent' }),
  anyContractTerms.map((terms): ContractReading => ({ status: 'signed', ...terms })),
  fc
    .tuple(anyContractTerms, anyInstant)
    .map(([terms, terminatedAt]): ContractReading => ({ status: 'terminated', ...terms, terminatedAt })),
);
export const anyContract: fc.Arbitrary<Contract> = fc.oneof(
  anyContractReading,
  fc
    .tuple(anyContractTerms, anyInstant)
    .map(([terms, requestedAt]): Contract => ({ status: 'terminating', ...terms, requestedAt })),
);

export const anyGuardianConsent: fc.Arbitrary<GuardianConsent> = fc.record({
  guardian: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  textVersion: fc.constantFrom('2026-01', '2026-09'),
  at: anyInstant,
});
export const anyProfile: fc.Arbitrary<Profile> = fc.record(
  {
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    phone: fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String),
    userType: fc.constantFrom('student', 'staff'),
    classOrPost: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    consent: anyGuardianConsent,
  },
  { requiredKeys: ['name', 'phone', 'userType', 'classOrPost'] },
);
export const anyUserReading: fc.Arbitrary<UserReading> = fc.record({
  startedAt: anyInstant,
  userId: anyUserId,
  faceImage: fc.constantFrom('missing', 'ready'),
  usage: fc.constantFrom('normal', 'disabled'),
  contract: anyContractReading,
});
export const anyDenyPolicy: fc.Arbitrary<DenyPolicy> = fc.record(
  { denyAtOpenAdvances: fc.integer({ min: 1, max: 3 }) },
  { requiredKeys: [] },
);
export const anyPut: fc.Arbitrary<Extract<FaceUserCommand, { type: 'Put' }>> = fc.record({
  type: fc.constant('Put'),
  organization: anyOrganizationId,
  outUserId: anyOutUserId,
  profile: anyProfile,
});
export const anyFaceUserCommand: fc.Arbitrary<FaceUserCommand> = fc.oneof(
  anyPut,
  anyUserReading.map((reading): FaceUserCommand => ({ type: 'RecordReading', reading })),
  anyInstant.map((at): FaceUserCommand => ({ type: 'RequestTermination', at })),
  anyInstant.map((at): FaceUserCommand => ({ type: 'Block', at })),
  anyInstant.map((at): FaceUserCommand => ({ type: 'Erase', at })),
  fc.constant<FaceUserCommand>({ type: 'Unblock' }),
  fc
    .record({ single: anyAmount, day: anyAmount }, { requiredKeys: [] })
    .map((limits): FaceUserCommand => ({ type: 'SetLimits', limits })),
  fc
    .tuple(anyUserReading, anyInstant)
    .map(([reading, at]): FaceUserCommand => ({ type: 'RecordTerminationRefused', reading, at })),
  fc
    .record({ listVersion: fc.integer({ min: 1, max: 1_000_000 }), policy: anyDenyPolicy })
    .map((next): FaceUserCommand => ({ type: 'UpdateDenyList', ...next })),
  fc.record({
    type: fc.constantFrom('RecordAdvance' as const, 'RecordRepayment' as const),
    deduction: anyDeductionId,
  }),
);
/** A member as some commands make it, so only what can really be stored. */
export const anyFaceUser: fc.Arbitrary<FaceUser> = fc
  .tuple(anyPut, fc.array(anyFaceUserCommand, { maxLength: 5 }))
  .map(([put, later]) => {
    const sameMember = later.map((command) =>
      command.type === 'Put' ? { ...put, profile: command.profile } : command,
    );
    return reached(faceUserDecider, [put, ...sameMember]);
  });
