import { withRole } from '../cast/cast.ts';
import { memberPath } from '../lunch/member.ts';
import type { Meal, Scene } from '../lunch/scene.ts';

const pupils = withRole('blocked');

export const blocked: Scene = {
  title: 'Blocked by the school',
  story:
    'The deny list has reached counter 1, which sells nothing. Counter 2 has not heard of it and sells; that meal is held, ' +
    'and WeChat is not asked.',
  acts: [
    {
      at: '11:30',
      tells: 'the school blocks a pupil',
      prepare: async (world) => {
        for (const pupil of pupils) await world.api('POST', `${memberPath(world, pupil)}/disable`);
      },
    },
    {
      at: '11:40',
      meals: pupils.flatMap((pupil): readonly Meal[] => [
        { pupil, counter: 1, amountFen: 1_325, expect: 'denied' },
        { pupil, counter: 2, amountFen: 1_325, expect: 'offline -> held (disabled)' },
      ]),
    },
  ],
};
