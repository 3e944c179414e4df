import { cast } from './cast.ts';
import { at, type Day } from './school-days.ts';
import type { Act, Step } from './step.ts';

const rich = 5_000_000;
/** On this day nobody takes a second plate: which of two at once would pass the limit, nobody could foretell. */
export const limitDay = 13;

/** Everything but the meals. Days count from 0; what would fall after the last one is left out. */
export const actsOf = (days: readonly Day[]): readonly Step[] => {
  const steps: Step[] = [];
  const on = (day: number, time: string, ...acts: readonly Act[]): void => {
    const date = days[day];
    if (date !== undefined) for (const act of acts) steps.push({ ...act, at: at(date, time) });
  };
  for (const [index, pupil] of cast.short.entries()) {
    // Poor for one to four days; the last ones over a weekend, in which nothing may be charged (INV-33).
    on(1 + index, '20:30', { type: 'money', pupil, balanceFen: 0 });
    on(2 + index + (index % 4), '20:30', { type: 'money', pupil, balanceFen: rich });
  }
  for (const [index, pupil] of [...cast.advanced, ...cast.advancedAgain].entries()) {
    on(index, '20:40', { type: 'money', pupil, balanceFen: 0 });
    const isPoor = cast.advancedAgain.some((one) => one === pupil);
    if (!isPoor) on(index + 2, '20:30', { type: 'money', pupil, balanceFen: rich });
    on(index + 2, '20:35', { type: 'repay', pupil });
    on(index + 3, '06:30', { type: 'release', pupil });
    if (!isPoor) continue;
    on(index + 5, '20:30', { type: 'money', pupil, balanceFen: rich });
    on(index + 5, '20:35', { type: 'repay', pupil });
    on(index + 6, '06:30', { type: 'release', pupil });
  }
  for (const pupil of cast.owing) {
    on(17, '20:40', { type: 'money', pupil, balanceFen: 0 });
    on(18, '15:00', { type: 'money', pupil, balanceFen: rich });
  }
  for (const pupil of cast.endedInDebt) {
    on(10, '20:40', { type: 'money', pupil, balanceFen: 0 });
    on(11, '14:00', { type: 'end-contract', pupil, by: 'school' });
    on(13, '08:55', { type: 'repay', pupil });
    on(13, '09:00', { type: 'end-contract', pupil, by: 'school' });
    on(15, '11:30', { type: 'give-up', pupil });
  }
  for (const [index, pupil] of cast.signedAgain.entries()) {
    on(5, '10:00', { type: 'end-contract', pupil, by: 'parent' });
    on(7, '09:00', { type: 'sign-again', pupil });
    on(8, '11:30', { type: index === 0 ? 'release' : 'give-up', pupil });
  }
  for (const [index, pupil] of cast.pocketMoney.entries()) {
    on(0, '05:00', { type: 'day-limit', pupil, limitFen: 2_000 + 200 * index });
    for (let day = 1; day <= days.length; day += 1)
      on(day, '06:15', { type: index === 0 && day % 5 === 0 ? 'release' : 'give-up', pupil });
  }
  for (const pupil of cast.blocked) {
    on(3, '09:00', { type: 'block', pupil });
    on(4, '09:00', { type: 'unblock', pupil });
    on(4, '11:30', { type: 'release', pupil });
  }
  // The school allows less in the middle of a day; what the evening passed is eaten, and paid, on the next.
  on(limitDay, '10:00', { type: 'day-limit', limitFen: 3_000 });
  on(limitDay + 1, '06:00', { type: 'day-limit' });
  on(limitDay + 1, '06:45', { type: 'release' });
  on(2, '13:30', { type: 'back-online', counter: 3 });
  on(14, '06:50', { type: 'back-online', counter: 1 });
  return steps;
};

/** Over lunch, and over an evening until the next morning. */
export const offlineOver = (day: number, meal: number): readonly (1 | 3)[] =>
  day === 2 && meal === 1 ? [3] : day === 13 && meal === 2 ? [1] : [];
