import { type FaceUser, notChargeable, toRfc3339 } from '@facepay/domain';
import { organizationId, outUserId } from '../shape/kernel-shapes.ts';
import { flag, list, oneOf, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { ContractView, contractView } from './contract-view.ts';
import { LimitsView } from './limits-view.ts';

const cannotPay = oneOf(
  'not-signed-up',
  'contract-missing',
  'contract-ended',
  'user-disabled',
  'open-advances',
  'day-limit-used-up',
);
type CannotPay = ShapeOf<typeof cannotPay>;

/** One member: the roster entry, the four axes, and whether a charge could be tried now. */
export const MemberView = object(
  {
    organizationId,
    outUserId,
    name: shownText,
    phone: shownText,
    userType: oneOf('student', 'staff'),
    classOrPost: shownText,
    face: oneOf('unknown', 'missing', 'ready'),
    contract: ContractView,
    usage: oneOf('unknown', 'normal', 'disabled'),
    debt: object({ open: flag, deductionIds: list(shownText) }),
    /** On the deny list of terminals. */
    denied: flag,
    canPay: object({ ok: flag, reasons: list(cannotPay) }),
  },
  {
    userId: shownText,
    readAt: shownTime,
    /** Blocked by us; WeChat's own word is `usage`. */
    blockedAt: shownTime,
    guardianConsent: object({ guardian: shownText, textVersion: shownText, at: shownTime }),
    /** Left out of lists. */
    limits: LimitsView,
  },
);
export type MemberView = ShapeOf<typeof MemberView>;

export const memberView = (member: FaceUser, limits?: LimitsView): MemberView => {
  const { profile, userId, readAt } = member;
  const { consent } = profile;
  const reasons = whyNot(member, limits);
  return {
    organizationId: member.organization,
    outUserId: member.outUserId,
    name: profile.name,
    phone: profile.phone,
    userType: profile.userType,
    classOrPost: profile.classOrPost,
    face: member.faceImage,
    contract: contractView(member.contract),
    usage: member.usage,
    debt: { open: member.debts.length > 0, deductionIds: member.debts },
    denied: member.deny?.denied ?? false,
    canPay: { ok: reasons.length === 0, reasons },
    ...(userId === undefined ? {} : { userId }),
    ...(readAt === undefined ? {} : { readAt: toRfc3339(readAt) }),
    ...(member.blockedAt === undefined ? {} : { blockedAt: toRfc3339(member.blockedAt) }),
    ...(consent === undefined ? {} : { guardianConsent: { ...consent, at: toRfc3339(consent.at) } }),
    ...(limits === undefined ? {} : { limits }),
  };
};

const notChargeableWords = {
  ContractMissing: 'contract-missing',
  ContractEnded: 'contract-ended',
  UserDisabled: 'user-disabled',
} as const;

const whyNot = (member: FaceUser, limits: LimitsView | undefined): readonly CannotPay[] => {
  const barred = notChargeable(member);
  return [
    ...(member.userId === undefined ? (['not-signed-up'] as const) : []),
    ...(barred === undefined ? [] : [notChargeableWords[barred.type]]),
    // On the deny list though chargeable: only open advances do that, where they are configured to.
    ...(barred === undefined && member.deny?.denied === true ? (['open-advances'] as const) : []),
    ...(limits?.dayLeftFen === 0 ? (['day-limit-used-up'] as const) : []),
  ];
};
