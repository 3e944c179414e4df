import { withRole } from '../cast/cast.ts';
import type { Meal, Scene } from '../lunch/scene.ts';

const meals = withRole('twin').map((pupil, index): Meal => ({
  pupil,
  counter: 1,
  amountFen: 1_300 + index * 250,
  expect: 'twin -> paid',
}));

export const twins: Scene = {
  title: 'Twins',
  story:
    'Two faces too alike to tell apart: the counter asks for the last four digits of the phone, then charges that one.',
  acts: [{ at: '11:40', meals }],
};
