import type { Instant } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { calendarProperties } from './calendar.ts';
import { chainProperties } from './chain.ts';
import { memberProperties } from './members.ts';
import type { PlantedBug } from './planted-bug.ts';
import { rules } from './rules.ts';
import { withMember } from './wrong-rules.ts';

/** Wrong about days, limits, members or chains. */
export const bugsInFacts: readonly PlantedBug[] = [
  {
    bug: 'the day in UTC',
    killedBy: calendarProperties['INV-27 the day is the day of Beijing, in every time zone of the process'],
    buggy: { ...rules, dayOf: (at) => rules.dayOf((at - 8 * 3_600_000) as Instant) },
  },
  {
    bug: 'the day in the time zone of the process',
    killedBy: calendarProperties['INV-27 the day is the day of Beijing, in every time zone of the process'],
    buggy: {
      ...rules,
      dayOf: (at) => rules.dayOf((at - (8 * 60 + new Date(at).getTimezoneOffset()) * 60_000) as Instant),
    },
  },
  {
    bug: 'an advance counted twice',
    killedBy: memberProperties['INV-41 each advance and each repayment counts once'],
    buggy: withMember((command, user) =>
      command.type === 'RecordAdvance'
        ? E.right([{ type: 'AdvanceOpened', deduction: command.deduction }])
        : rules.faceUserDecider.decide(command, user),
    ),
  },
  {
    bug: 'an own limit above the platform accepted',
    killedBy: calendarProperties['INV-22 INV-24 exactly what fits under the smallest limit may be reserved'],
    buggy: {
      ...rules,
      checkLimits: (check) =>
        rules.checkLimits(check).filter(({ limit, usedFen, askedFen }) => {
          const own = { single: check.singleLimit, day: check.dayLimit, scene: undefined, 'test-merchant': undefined }[
            limit
          ];
          return own === undefined || usedFen + askedFen > own;
        }),
    },
  },
  {
    bug: "a test merchant's limit raised by the organization's",
    killedBy: calendarProperties['INV-28 one yuan a day for a test merchant number, whatever the settings'],
    buggy: {
      ...rules,
      checkLimits: (check) =>
        rules.checkLimits(check.dayLimit === undefined ? check : { ...check, testMerchant: undefined }),
    },
  },
  {
    bug: 'racing reservations checked against the same books',
    killedBy: calendarProperties['INV-29 k racing reservations take no more than what was left'],
    buggy: { ...rules, checkLimits: (check) => rules.checkLimits({ ...check, spending: { open: [], settled: [] } }) },
  },
  {
    bug: 'the retry window forgotten after midnight',
    killedBy: calendarProperties['INV-33 a re-deduction falls into a window of a school day with an attempt left'],
    buggy: {
      ...rules,
      nextRetryAt: ({ attempts }, now, policy) =>
        rules.nextRetryAt({ attempts: { total: attempts.total, onDay: 0 } }, now, policy),
    },
  },
  {
    bug: 'an older reading that overwrites a newer one',
    killedBy: memberProperties['INV-36 an older answer never overwrites a newer one, in any order'],
    buggy: withMember((command, user) => {
      if (user === undefined) return rules.faceUserDecider.decide(command, user);
      const { readAt: _, ...forgetful } = user;
      return rules.faceUserDecider.decide(command, forgetful);
    }),
  },
  {
    bug: 'a gap filled with a wrong predecessor',
    killedBy: chainProperties['INV-62 a voucher of another history beside one of ours breaks the chain'],
    buggy: {
      ...rules,
      link: (chain, next) => {
        const gap = chain.gaps.find(({ from, to }) => next.sequence >= from && next.sequence <= to);
        const own = next.sequence === gap?.from ? gap.opensAfter : next.previousHash;
        return rules.link(chain, { ...next, previousHash: own });
      },
    },
  },
  {
    bug: 'a used number taken in again',
    killedBy: chainProperties['INV-62 a number that was used is not used again'],
    buggy: {
      ...rules,
      link: (chain, next) => {
        const linked = rules.link(chain, next);
        return linked.type === 'Broken' && linked.reason === 'sequence-backwards' ? { type: 'Linked', chain } : linked;
      },
    },
  },
];
