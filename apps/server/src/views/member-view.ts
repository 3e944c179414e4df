import type { MemberStanding } from '@facepay/application';
import { toRfc3339 } from '@facepay/domain';
import { organizationId, outUserId } from '../shape/kernel-shapes.ts';
import { flag, list, oneOf, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { ContractView, contractView } from './contract-view.ts';
import { LimitsView, limitsView } from './limits-view.ts';
import { reasonList, reasonViews } from './reason-view.ts';

const canPay = object(
  {
    ok: flag,
    /** What stands against it: every reason at once. */
    reasons: reasonList,
    /** What does not, but the school should know. */
    warnings: reasonList,
  },
  /** Axes that were not looked at: in lists, limits and terminals. */
  { unchecked: list(oneOf('limit', 'terminal')) },
);

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
    canPay,
  },
  {
    userId: shownText,
    readAt: shownTime,
    /** Blocked by us; WeChat's own word is `usage`. */
    blockedAt: shownTime,
    /** Personal data are gone since; name, phone and class are empty. */
    erasedAt: shownTime,
    guardianConsent: object({ guardian: shownText, textVersion: shownText, at: shownTime }),
    /** Left out of lists. */
    limits: LimitsView,
    /** Terminals enrolled, of those in contact, and of those ready for this member; left out of lists. */
    terminals: object({ enrolled: shownNumber, inContact: shownNumber, ready: shownNumber }),
  },
);
export type MemberView = ShapeOf<typeof MemberView>;

export const memberView = (standing: MemberStanding): MemberView => {
  const { member, canPay: told, limits, terminals } = standing;
  const { profile, userId, readAt } = member;
  const { consent } = profile;
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
    canPay: { ...canPayView(told), ...uncheckedOf(standing) },
    ...(userId === undefined ? {} : { userId }),
    ...(readAt === undefined ? {} : { readAt: toRfc3339(readAt) }),
    ...(member.blockedAt === undefined ? {} : { blockedAt: toRfc3339(member.blockedAt) }),
    ...(member.erasedAt === undefined ? {} : { erasedAt: toRfc3339(member.erasedAt) }),
    ...(consent === undefined ? {} : { guardianConsent: { ...consent, at: toRfc3339(consent.at) } }),
    ...(limits === undefined ? {} : { limits: limitsView(limits) }),
    ...(terminals === undefined ? {} : { terminals }),
  };
};

const canPayView = ({ ok, reasons, warnings }: MemberStanding['canPay']): MemberView['canPay'] => ({
  ok,
  reasons: reasonViews(reasons),
  warnings: reasonViews(warnings),
});

const uncheckedOf = ({
  limits,
  terminals,
}: Pick<MemberStanding, 'limits' | 'terminals'>): Pick<MemberView['canPay'], 'unchecked'> => {
  const unchecked = [
    ...(limits === undefined ? (['limit'] as const) : []),
    ...(terminals === undefined ? (['terminal'] as const) : []),
  ];
  return unchecked.length === 0 ? {} : { unchecked };
};
