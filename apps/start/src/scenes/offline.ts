import { withRole } from '../cast/cast.ts';
import type { Meal, Scene } from '../lunch/scene.ts';

const meals = withRole('at-counter-2').map((pupil, index): Meal => ({
  pupil,
  counter: 2,
  amountFen: 1_200 + index * 50,
  expect: 'offline -> paid',
}));

const hungry = withRole('hungry-at-counter-2').flatMap((pupil): readonly Meal[] => {
  const meal = { pupil, counter: 2, amountFen: 9_000 } as const;
  return [
    { ...meal, expect: 'offline -> paid' },
    { ...meal, expect: 'offline -> paid' },
    { ...meal, expect: 'offline cap' },
  ];
});

export const offline: Scene = {
  title: 'A counter without network',
  story:
    'Counter 2 goes on recognising and selling, to nobody for more than 200 yuan. Its signed vouchers wait on its disk ' +
    'and are handed over together.',
  acts: [
    {
      at: '11:20',
      tells: 'counter 2 loses its network',
      prepare: async ({ counters }) => counters[2].setOnline(false),
    },
    { at: '11:40', meals: [...meals, ...hungry] },
    {
      at: '12:15',
      tells: 'counter 2 is back and hands over what it sold',
      prepare: async ({ counters }) => counters[2].setOnline(true),
    },
  ],
};
