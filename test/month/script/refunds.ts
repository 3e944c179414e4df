import { cast, firstOrdinary } from './cast.ts';
import { at, type Day } from './school-days.ts';
import type { Sale, Step } from './step.ts';

/** On these days the canteen gives money back: it was the wrong meal, or half of it was missing. */
const refundDays = [4, 11, 18];
const mealsPerDay = 3;
const refundsPerDay = 10;

type Refund = Extract<Step, { type: 'refund' }>;

/** Whole and partial, one in two parts on two days, and one that must not give the day's limit back (INV-30). */
export const refundsOf = (days: readonly Day[], meals: readonly Step[]): readonly Step[] =>
  refundDays.flatMap((index) => {
    const day = days[index];
    if (day === undefined) return [];
    const of = (meal: number): readonly Sale[] => {
      const step = meals[index * mealsPerDay + meal];
      return step?.type === 'meal' ? step.sales : [];
    };
    const back = ({ no, pupil }: Sale, fen: number, on = day, time = '15:00'): Refund => ({
      type: 'refund',
      at: at(on, time),
      saleNo: no,
      pupil,
      amountFen: fen,
    });
    const [inParts, ...others] = of(1)
      .filter(({ pupil, amountFen }) => pupil >= firstOrdinary && amountFen >= dearFen)
      .slice(0, refundsPerDay);
    const tomorrow = days[index + 1];
    return [
      ...others.map((sale, place) => back(sale, place % 2 === 0 ? sale.amountFen : Math.floor(sale.amountFen / 3))),
      ...(inParts === undefined ? [] : [back(inParts, 101)]),
      ...(inParts === undefined || tomorrow === undefined
        ? []
        : [back(inParts, inParts.amountFen - 101, tomorrow, '15:05')]),
      ...of(0)
        .filter(({ pupil }) => pupil === cast.pocketMoney[1])
        .map((sale) => back(sale, sale.amountFen)),
    ];
  });

/** No second plate costs so much. */
const dearFen = 900;
