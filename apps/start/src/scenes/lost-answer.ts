import { withRole } from '../cast/cast.ts';
import type { Meal, Scene } from '../lunch/scene.ts';

const meals = withRole('answer-lost').map((pupil): Meal => ({
  pupil,
  counter: 1,
  amountFen: 1_475,
  expect: 'unknown -> paid (by query)',
}));

export const lostAnswer: Scene = {
  title: 'A lost answer',
  story:
    "The money moves, WeChat's answer never arrives. It is neither a failure nor asked for twice: the order is looked up.",
  acts: [
    {
      at: '12:00',
      tells: 'the next answer of WeChat gets lost',
      prepare: async ({ control }) => {
        await control('POST', '/_emulator/faults', {
          kind: 'lose-reply',
          match: { method: 'POST', pathPrefix: '/v3/offlineface/transactions' },
          count: meals.length,
        });
      },
      meals,
    },
  ],
};
