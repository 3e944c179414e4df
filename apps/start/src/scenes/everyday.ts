import { withRole } from '../cast/cast.ts';
import type { Meal, Scene } from '../lunch/scene.ts';

const meals = withRole('ordinary').map((pupil, index): Meal => ({
  pupil,
  counter: 1,
  amountFen: 1_150 + (index % 9) * 75,
  expect: 'paid',
}));

export const everyday: Scene = {
  title: 'Everyday',
  story: 'Recognised without network, a signed voucher, charged a moment later.',
  acts: [{ at: '11:40', tells: 'lunch: everybody eats', meals }],
};
