import { chance, stream, whole } from '../engine/random.ts';
import type { Setting } from './draw-disturbances.ts';
import type { Op } from './plan.ts';

const minute = 60_000;
const second = 1000;

/** Chains of events that chance alone would bring together too seldom; each on a share of the seeds, from its own stream. */
export const drawStories = (seed: number, setting: Setting): readonly Op[] => [
  ...debts(seed, setting),
  ...midnight(seed, setting),
  ...risk(seed, setting),
  ...limitThenRelease(seed, setting),
  ...endThenRelease(seed, setting),
  ...paidInSecret(seed, setting),
];

/** Three advances, which block the pupil; repaid, enabled, and advanced again (INV-40, INV-41). */
const debts = (seed: number, { lunchAt, lunchMs, world }: Setting): readonly Op[] => {
  const prng = stream(seed, 'story', 'debts');
  if (!chance(prng, 0.2)) return [];
  const sale = (at: number): Op => ({ type: 'sale', at, pupil: 2, amountFen: world.testMerchant ? 6 : 700 });
  const early = [0, 1, 2].map(() => sale(lunchAt + whole(prng, 0, 4 * minute)));
  const late = [0, 1].map(() => sale(lunchAt + lunchMs - whole(prng, 0, 4 * minute)));
  return [...early, { type: 'repay', at: lunchAt + whole(prng, 12, 14) * minute, pupil: 2 }, ...late];
};

/** F-33: charges that are accepted before midnight and settled after it. */
const midnight = (seed: number, { lunchAt, lunchMs, pupils, world }: Setting): readonly Op[] => {
  const prng = stream(seed, 'story', 'midnight');
  const day = 86_400_000;
  const at = day - ((world.startAt + 8 * 60 * minute) % day);
  if (at < lunchAt + 2 * minute || at > lunchAt + lunchMs) return [];
  const sales = Array.from({ length: 4 }, (): Op => ({
    type: 'sale',
    at: at - whole(prng, 20, 60) * second,
    pupil: whole(prng, 5, pupils - 1),
    amountFen: world.testMerchant ? 2 : 600,
  }));
  const match = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };
  const delayMs = whole(prng, 70, 400) * second;
  const kind = 'accept-then-settle-later';
  const rule = { kind, match, count: 3, share: undefined, delayMs, hidden: chance(prng, 0.5) } as const;
  return [...sales, { type: 'gateway', at: at - 61 * second, rule }];
};

/** F-32: refused by risk control, and paid at a later attempt. */
const risk = (seed: number, { lunchAt, pupils, world }: Setting): readonly Op[] => {
  const prng = stream(seed, 'story', 'risk');
  if (!chance(prng, 0.2)) return [];
  const at = lunchAt + whole(prng, 1, 15) * minute;
  const pupil = whole(prng, 5, pupils - 1);
  const amountFen = world.testMerchant ? 3 : 900;
  return [
    { type: 'risk', at, pupil, forMs: whole(prng, 2, 8) * minute },
    { type: 'sale', at: at + whole(prng, 1, 40) * second, pupil, amountFen },
  ];
};

/** Above a limit, held; the limit is raised, a person lets it go, and it is charged. */
const limitThenRelease = (seed: number, { lunchAt, pupils, world }: Setting): readonly Op[] => {
  const prng = stream(seed, 'story', 'limit');
  if (world.testMerchant || !chance(prng, 0.15)) return [];
  const at = lunchAt + whole(prng, 1, 10) * minute;
  const pupil = whole(prng, 5, pupils - 1);
  return [
    { type: 'limits', at, pupil, dayLimitFen: 100 },
    { type: 'sale', at: at + minute, pupil, amountFen: 900 },
    { type: 'limits', at: at + 5 * minute, pupil, dayLimitFen: 20_000 },
    { type: 'operator', at: at + 8 * minute, decision: 'release' },
  ];
};

/** Sold after the end, held; signed again, let go, and charged under the new contract (INV-38). */
const endThenRelease = (seed: number, { lunchAt, lunchMs, world }: Setting): readonly Op[] => {
  const prng = stream(seed, 'story', 'end');
  if (!chance(prng, 0.2)) return [];
  const at = lunchAt + lunchMs / 2 + 6 * minute;
  return [
    { type: 'offline', at: at - 12 * minute, counter: 0, forMs: 15 * minute },
    { type: 'sale', at, pupil: 3, amountFen: world.testMerchant ? 2 : 700 },
    { type: 're-sign', at: at + 6 * minute, pupil: 3 },
    { type: 'operator', at: at + 10 * minute, decision: 'release' },
  ];
};

/**
 * F-19: not to be found for minutes, so it is free again; above a limit by then, held; charged meanwhile. A person lets it
 * go, and WeChat says that it is paid already: an advance, which only the query tells (INV-11).
 */
const paidInSecret = (seed: number, { lunchAt, world }: Setting): readonly Op[] => {
  const prng = stream(seed, 'story', 'paid in secret');
  const opensAt = new Date(world.startAt + 8 * 60 * minute);
  const isSchoolDay = opensAt.getUTCDay() % 6 !== 0 && opensAt.getUTCHours() < 17; // what was tried before goes in a window
  if (!chance(prng, 0.1) || !isSchoolDay || world.gateway === 'at-once-twice') return [];
  const at = lunchAt + whole(prng, 1, 8) * minute;
  const pupil = 2;
  const kind = 'accept-then-settle-later';
  const match = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };
  const delayMs = whole(prng, 240, 420) * second;
  return [
    { type: 'gateway', at, rule: { kind, match, count: 5, share: undefined, delayMs, hidden: true, unseen: true } },
    { type: 'sale', at: at + second, pupil, amountFen: world.testMerchant ? 7 : 650 },
    { type: 'limits', at: at + 50 * second, pupil, dayLimitFen: 1 },
    { type: 'limits', at: at + 9 * minute, pupil, dayLimitFen: world.testMerchant ? 60 : 20_000 },
    { type: 'operator', at: at + 10 * minute, decision: 'release' },
  ];
};
