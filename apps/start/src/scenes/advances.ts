import { withRole } from '../cast/cast.ts';
import type { Pupil } from '../cast/pupil.ts';
import type { Word } from '../judge/words.ts';
import { repay } from '../lunch/come-to-school.ts';
import type { Meal, Scene } from '../lunch/scene.ts';
import type { World } from '../world/open-world.ts';

const [owing, repaying, late] = [withRole('no-balance'), withRole('no-balance-repays'), withRole('tops-up-late')];
const eats =
  (amountFen: number, expect: Word) =>
  (pupil: Pupil): Meal => ({ pupil, counter: 1, amountFen, expect });

const topUp = (world: World): Promise<unknown> =>
  Promise.all(
    late.map(({ openid }) => world.control('PUT', `/_emulator/payers/${openid}`, { balanceFen: 50_000, cards: [] })),
  );

export const advances: Scene = {
  title: 'No money in the account',
  story:
    'WeChat advances two meals; one parent pays back through the link we hand out. The third gets no advance, fails, and ' +
    'is charged again half an hour later, when money is there.',
  acts: [
    {
      at: '11:40',
      meals: [
        ...owing.map(eats(1_350, 'advanced')),
        ...repaying.map(eats(1_425, 'advanced -> repaid')),
        ...late.map(eats(1_275, 'failed -> paid (retry)')),
      ],
    },
    {
      at: '12:00',
      tells: 'one parent pays back an advance, another one tops up',
      prepare: async (world) => {
        await Promise.all(repaying.map((pupil) => repay(world, pupil)));
        await topUp(world);
      },
    },
  ],
};
