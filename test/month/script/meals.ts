import { limitDay } from './acts.ts';
import { cast, firstOrdinary } from './cast.ts';
import type { Draw } from './draw.ts';
import { at, type Day } from './school-days.ts';
import { type CounterNo, counterNos, type Pupil, type Sale, type Step } from './step.ts';

const mealTimes = ['07:00', '12:00', '17:30'] as const;
/** Cheapest and dearest, in fen. */
const prices = [
  [280, 850],
  [900, 1_800],
  [800, 1_600],
] as const;
/** Who of a hundred stays in bed. */
const absentPercent = 2;

export interface MealsOptions {
  readonly days: readonly Day[];
  readonly pupils: number;
  /** Which counter is offline over which meal. */
  readonly offline: (day: number, meal: number) => readonly CounterNo[];
}

/** Everybody eats, or for each who does not somebody takes a second plate: as many sales as pupils and meals. */
export const mealsOf = ({ days, pupils, offline }: MealsOptions, draw: Draw): readonly Step[] => {
  let no = 0;
  const eater = (pupil: Pupil, day: number): Pupil => {
    const away = draw.between(1, 100) <= absentPercent && pupil >= firstOrdinary && day !== limitDay;
    return away || isOver(pupil, day) ? draw.between(firstOrdinary, pupils - 1) : pupil;
  };
  return days.flatMap((day, dayIndex) =>
    mealTimes.map((time, meal): Step => {
      const opens = at(day, time);
      const [low, high] = prices[meal] ?? prices[0];
      const sales = Array.from({ length: pupils }, (_, place): Sale => {
        const pupil = eater(place, dayIndex);
        const second = pupil !== place;
        no += 1;
        return {
          no,
          pupil,
          counter: counterNos[place % counterNos.length] ?? 0,
          amountFen: second ? draw.between(100, 400) : draw.between(low, high),
          soldAt: opens + place * 2_000,
        };
      });
      const closes = opens + pupils * 2_000;
      return { type: 'meal', at: closes, sales, offline: offline(dayIndex, meal) };
    }),
  );
};

/** The one whose contract ended with a debt goes to another school, and eats there. */
const isOver = (pupil: Pupil, day: number): boolean => cast.endedInDebt.some((left) => left === pupil) && day > 13;
