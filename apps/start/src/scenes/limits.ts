import { withRole } from '../cast/cast.ts';
import type { Pupil } from '../cast/pupil.ts';
import type { Word } from '../judge/words.ts';
import type { Meal, Scene } from '../lunch/scene.ts';

const [spenders, careful, pocket] = [withRole('big-spender'), withRole('small-meals-only'), withRole('pocket-money')];
const eats =
  (amountFen: number, expect: Word) =>
  (pupil: Pupil): Meal => ({ pupil, counter: 1, amountFen, expect });

const hundredYuan = 10_000;

export const limits: Scene = {
  title: 'Limits',
  story:
    'WeChat allows 500 yuan a day: the sixth meal of 100 is held here and never asked of WeChat. So are a meal above what ' +
    'the parents allow, 20 yuan at once, and a second one above 30 yuan a day.',
  acts: [
    {
      at: '11:40',
      meals: [
        ...spenders.flatMap((pupil) => Array.from({ length: 5 }, () => eats(hundredYuan, 'paid')(pupil))),
        ...careful.map(eats(2_600, 'limit (single)')),
        ...pocket.map(eats(1_650, 'paid')),
      ],
    },
    {
      at: '11:50',
      tells: 'second helpings, above the limits of the day',
      meals: [...spenders.map(eats(hundredYuan, 'limit (day)')), ...pocket.map(eats(1_400, 'limit (day)'))],
    },
  ],
};
