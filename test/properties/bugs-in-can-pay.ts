import { canPayProperties } from './can-pay.ts';
import type { PlantedBug } from './planted-bug.ts';
import { rules } from './rules.ts';

/** Wrong thoughts about who may eat. */
export const bugsInCanPay: readonly PlantedBug[] = [
  {
    bug: 'an ok that overlooks the limits',
    killedBy: canPayProperties['INV-24 INV-35 FAQ Q2 canPay ok: a charge within the limits left is not refused by us'],
    buggy: {
      ...rules,
      canPay: (facts) => {
        const { limits: _, ...rest } = facts;
        return rules.canPay(rest);
      },
    },
  },
  {
    bug: 'an ok while warnings stand',
    killedBy: canPayProperties['FAQ Q2 canPay is ok exactly where no reason stands against it, and warnings never do'],
    buggy: {
      ...rules,
      canPay: (facts) => {
        const told = rules.canPay(facts);
        return { ...told, ok: told.reasons.length <= told.warnings.length };
      },
    },
  },
  {
    bug: 'a member who is blocked by us, unseen',
    killedBy: canPayProperties['INV-35 INV-37 whoever is not charged has the reason of it in canPay'],
    buggy: {
      ...rules,
      canPay: (facts) => {
        const { blockedAt: _, ...member } = facts.member;
        return rules.canPay({ ...facts, member });
      },
    },
  },
  {
    bug: 'a held sale whose member has no debt in canPay',
    killedBy:
      canPayProperties['INV-37 FAQ Q2 a held sale has the reasons that canPay tells of its member, or its limits'],
    buggy: {
      ...rules,
      canPay: ({ member, ...facts }) => rules.canPay({ ...facts, member: { ...member, debts: [] } }),
    },
  },
];
