import { ContractId, DeductionId, Fen, Instant, OrganizationId, OutUserId, UserId } from '@facepay/codecs';
import type {
  Contract,
  ContractTerms,
  DenyMark,
  FaceImage,
  FaceUser,
  GuardianConsent,
  OwnLimits,
  Profile,
  Usage,
} from '@facepay/domain';
import * as t from 'io-ts';
import { fields, tagged, words } from './fields.ts';

const consent = fields<GuardianConsent>({ guardian: t.string, textVersion: t.string, at: Instant }, {});
/** Name, phone and guardian are encrypted before they get here (INV-89). */
export const profile: t.Type<Profile, unknown> = fields<Profile>(
  {
    name: t.string,
    phone: t.string,
    userType: words<Profile['userType']>({ student: true, staff: true }),
    classOrPost: t.string,
  },
  { consent },
);
export const faceImage = words<FaceImage>({ unknown: true, missing: true, ready: true });
export const usage = words<Usage>({ unknown: true, normal: true, disabled: true });

const termFields = {
  contractId: ContractId,
  mode: words<ContractTerms['mode']>({ 'limited-card': true, 'preferred-card': true, 'any-card': true }),
  cardFrom: words<ContractTerms['cardFrom']>({ provider: true, payer: true }),
  signedAt: Instant,
};
export const contractTerms: t.Type<ContractTerms, unknown> = fields<ContractTerms>(termFields, {});
const contract = tagged<Contract, 'status'>('status', {
  absent: t.strict({}),
  signed: contractTerms,
  terminating: t.strict({ ...termFields, requestedAt: Instant }),
  terminated: t.strict({ ...termFields, terminatedAt: Instant }),
});

export const ownLimits: t.Type<OwnLimits, unknown> = fields<OwnLimits>({}, { single: Fen, day: Fen });

export const denyMark: t.Type<DenyMark, unknown> = fields<DenyMark>({ denied: t.boolean, listVersion: t.number }, {});
export const memberRow: t.Type<FaceUser, unknown> = fields<FaceUser>(
  {
    organization: OrganizationId,
    outUserId: OutUserId,
    profile,
    faceImage,
    contract,
    usage,
    debts: t.readonlyArray(DeductionId),
    version: t.number,
  },
  {
    userId: UserId,
    readAt: Instant,
    limits: ownLimits,
    blockedAt: Instant,
    unpushed: t.literal(true),
    deny: denyMark,
    erasedAt: Instant,
  },
);
