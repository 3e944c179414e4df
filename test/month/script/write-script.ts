import { actsOf, offlineOver } from './acts.ts';
import { cast } from './cast.ts';
import { createDraw } from './draw.ts';
import { mealsOf } from './meals.ts';
import { refundsOf } from './refunds.ts';
import { schoolDays } from './school-days.ts';
import type { Script } from './step.ts';

export interface MonthSize {
  readonly days: number;
  readonly pupils: number;
}
/** 18,000 sales. */
export const wholeMonth: MonthSize = { days: 20, pupils: 300 };

/** The month, written down before it happens. The same size is the same month. */
export const writeScript = ({ days: dayCount, pupils }: MonthSize, seed = 5): Script => {
  const days = schoolDays(dayCount);
  const meals = mealsOf({ days, pupils, offline: offlineOver }, createDraw(seed));
  const steps = [...actsOf(days), ...meals, ...refundsOf(days, meals)];
  const mayOwe = new Set<number>([...cast.advanced, ...cast.advancedAgain, ...cast.owing, ...cast.endedInDebt]);
  return {
    days,
    pupils,
    steps: steps.toSorted((a, b) => a.at - b.at),
    accounts: Array.from({ length: pupils }, (_, pupil) => ({
      balanceFen: 5_000_000,
      advanceQuota: mayOwe.has(pupil),
    })),
  };
};
