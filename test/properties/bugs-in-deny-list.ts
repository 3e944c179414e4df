import { denyListProperties } from './deny-list.ts';
import type { PlantedBug } from './planted-bug.ts';
import { rules, type Rules } from './rules.ts';

const killedBy = denyListProperties['INV-42 a terminal denies exactly those who must be, whenever it asks'];
const following = (wrong: (listed: Parameters<Rules['followDenyList']>[0]) => boolean): Rules => ({
  ...rules,
  followDenyList: (listed, policy) =>
    wrong(listed) ? { ...listed, events: [] } : rules.followDenyList(listed, policy),
});

/** Wrong about who is denied, or about what a terminal has heard. */
export const bugsInDenyList: readonly PlantedBug[] = [
  {
    bug: 'a block of ours forgotten by the deny list',
    killedBy,
    buggy: following(({ member }) => member?.blockedAt !== undefined),
  },
  {
    bug: 'nobody ever taken off the deny list',
    killedBy,
    buggy: following(({ member }) => member?.deny?.denied === true),
  },
  {
    bug: 'a change of the deny list without a version of its own',
    killedBy,
    buggy: {
      ...rules,
      followDenyList: (listed, policy) => ({
        ...rules.followDenyList(listed, policy),
        organization: listed.organization,
      }),
    },
  },
  {
    bug: 'a full page of the deny list that claims the newest version',
    killedBy,
    buggy: {
      ...rules,
      denyListDelta: (newest, since, entries, countMax) => ({
        ...rules.denyListDelta(newest, since, entries, countMax),
        version: newest,
        more: false,
      }),
    },
  },
  {
    bug: 'a debt policy of the school that its deny list does not hear of',
    killedBy,
    buggy: {
      ...rules,
      followDenyList: ({ member, organization }, policy) => {
        if (organization?.debtPolicy === undefined) return rules.followDenyList({ member, organization }, policy);
        const { debtPolicy, ...deaf } = organization;
        const followed = rules.followDenyList({ member, organization: deaf }, policy);
        return { ...followed, organization: { ...(followed.organization ?? deaf), debtPolicy } };
      },
    },
  },
  {
    bug: 'open advances that deny although that is not configured',
    killedBy,
    buggy: { ...rules, followDenyList: (listed) => rules.followDenyList(listed, { denyAtOpenAdvances: 1 }) },
  },
];
