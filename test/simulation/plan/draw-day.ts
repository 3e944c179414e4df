import { chance, logUniform, stream, whole } from '../engine/random.ts';
import { drawFaults } from './draw-faults.ts';
import type { CounterIndex, Op, OpenHours, Plan, PupilPlan, WorldPlan } from './plan.ts';

/**
 * The school-day of `simulation.md` §3.7: 200 pupils, 3 meals, 600 vouchers, 4 terminals and 2 workers, all families of
 * faults, 24 hours and what it takes to come to rest. Several days are played one after the other by the same school:
 * sign-up belongs to the first.
 */
export const drawSchoolDays = (seed: number, days: number): Plan => {
  const pupils = drawPupils(seed);
  const meals = Array.from({ length: days }, (_, day) => mealsOf(day)).flat();
  const ops = [...meals.flatMap((meal, index) => mealOps(seed, index, meal)), ...officeOps(seed, days)];
  return {
    seed,
    world: drawWorld(seed, meals),
    pupils,
    ops: ops.toSorted((a, b) => a.at - b.at),
    faults: drawFaults(seed, { workers: 2 }),
    healAt: days * dayMs,
  };
};

const pupilsOfSchool = 200;

const minute = 60_000;
const hour = 60 * minute;
const dayMs = 24 * hour;
/** The first day begins at five in the morning; everybody is signed up before breakfast. */
const startHour = 5;

/** Within the windows in which a school may charge. */
const mealsOf = (day: number): readonly OpenHours[] =>
  [
    [6.75, 7.75],
    [11.5, 12.75],
    [17.25, 18.5],
  ].map(([from = 0, to = 0]) => ({ from: at(day, from), to: at(day, to) }));
const at = (day: number, clock: number): number => day * dayMs + (clock - startHour) * hour;

/** Sundays, a leap day, the end of a year and of a month are among them. */
const startDays = ['2026-09-07', '2026-12-31', '2027-02-28', '2028-02-29', '2030-05-17'];

const drawWorld = (seed: number, meals: readonly OpenHours[]): WorldPlan => {
  const prng = stream(seed, 'school');
  const day = startDays[whole(prng, 0, startDays.length - 1)];
  return {
    startAt: Date.parse(`${day}T0${startHour}:00:00+08:00`),
    workers: 2,
    testMerchant: false,
    transactionNotices: chance(prng, 0.5),
    knowsCertificate: chance(prng, 0.5),
    failedOrder: chance(prng, 0.25) ? 'ORDER_CLOSED' : 'PAYERROR',
    counters: 4,
    openHours: meals.map(({ from, to }) => ({ from: from - 10 * minute, to: to + 15 * minute })),
  };
};

/** One in twenty has too little, one in twenty lives on advances. */
const drawPupils = (seed: number): readonly PupilPlan[] =>
  Array.from({ length: pupilsOfSchool }, (_, index): PupilPlan => {
    const fate = index % 20;
    return {
      outUserId: `pupil-${index + 1}`,
      name: `学生${index + 1}`,
      phone: `138${String(10_000_000 + index)}`,
      faceSeed: 1000 + index + 1000 * (seed % 1000),
      balanceFen: fate < 2 ? 5 : 100_000_000,
      advanceQuota: fate === 1,
    };
  });

const mealOps = (seed: number, meal: number, { from, to }: OpenHours): readonly Op[] => {
  const prng = stream(seed, 'meal', meal);
  const during = (): number => whole(prng, from, to - 1);
  const sales = Array.from({ length: pupilsOfSchool }, (_, pupil): Op => ({
    type: 'sale',
    at: during(),
    pupil,
    amountFen: Math.round(logUniform(prng, 300, 3000)),
    counter: (pupil % 4) as CounterIndex,
  }));
  const others: Op[] = [{ type: 'stranger', at: during(), faceSeed: 900_000 + seed + meal, amountFen: 1000 }];
  if (chance(prng, 0.3))
    others.push({ type: 'offline', at: during(), counter: 1, forMs: Math.round(logUniform(prng, minute, hour / 2)) });
  const match = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };
  const later = { delayMs: Math.round(logUniform(prng, 1000, 40 * minute)), share: undefined };
  const rule = {
    kind: 'accept-then-settle-later',
    match,
    count: whole(prng, 1, 20),
    hidden: chance(prng, 0.5),
  } as const;
  if (chance(prng, 0.5)) others.push({ type: 'gateway', at: during(), rule: { ...rule, ...later } });
  return [...sales, ...others];
};

/** Terminations, disabled pupils, limits and top-ups in the course of each day; debts are repaid in the evening. */
const officeOps = (seed: number, days: number): readonly Op[] =>
  Array.from({ length: days }, (_, day): readonly Op[] => {
    const prng = stream(seed, 'school office', day);
    const lunch = (): number => at(day, 11) + whole(prng, 0, 3 * hour);
    const anybody = (): number => whole(prng, 0, pupilsOfSchool - 1);
    return [
      { type: 'terminate', at: lunch(), pupil: 20 * day + 3, by: chance(prng, 0.5) ? 'school' : 'payer' },
      { type: 'disable', at: lunch(), pupil: 20 * day + 4 },
      { type: 'top-up', at: lunch(), pupil: 20 * day, balanceFen: 100_000 },
      { type: 'limits', at: lunch(), pupil: anybody(), dayLimitFen: whole(prng, 5, 60) * 100 },
      { type: 'block', at: lunch(), pupil: anybody(), forMs: hour },
      { type: 'roster', at: lunch(), pupil: anybody(), phone: `1390000${whole(prng, 1000, 9999)}` },
      ...[1, 21, 41, 61, 81].map((pupil): Op => ({ type: 'repay', at: at(day, 20), pupil })),
      { type: 'operator', at: at(day, 21), decision: chance(prng, 0.5) ? 'release' : 'give-up' },
    ];
  }).flat();
