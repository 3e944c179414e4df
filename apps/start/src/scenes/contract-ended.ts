import { withRole } from '../cast/cast.ts';
import type { Pupil } from '../cast/pupil.ts';
import { readMember, untilMember } from '../lunch/member.ts';
import type { Meal, Scene } from '../lunch/scene.ts';
import type { World } from '../world/open-world.ts';
import { deliverLostNotices, loseUserNotices } from './notices.ts';

const [inTime, unheard] = [withRole('ended-in-time'), withRole('ended-unheard')];

const endInWechat = async (world: World, pupil: Pupil): Promise<void> => {
  const { userId = '' } = await readMember(world, pupil);
  await world.control('POST', `/_emulator/users/${userId}/terminate`);
};
const untilHeard = (world: World, pupils: readonly Pupil[]): Promise<unknown> =>
  Promise.all(
    pupils.map((pupil) =>
      untilMember(world, pupil, 'to be ended by notice', ({ contract }) => contract.status === 'terminated'),
    ),
  );

export const contractEnded: Scene = {
  title: 'A contract ended this morning',
  story:
    'Both faces are still known at the counters. One parent left in time for our server to hear of it: the meal sold ' +
    'offline is held, WeChat is not asked. The notice about the other is lost: WeChat refuses, and the meal is held.',
  acts: [
    {
      at: '11:30',
      tells: 'two parents end their contracts inside WeChat; one notice is lost',
      prepare: async (world) => {
        for (const pupil of inTime) await endInWechat(world, pupil);
        await untilHeard(world, inTime);
        await loseUserNotices(world);
        for (const pupil of unheard) await endInWechat(world, pupil);
      },
    },
    {
      at: '11:40',
      meals: [
        ...inTime.map((pupil): Meal => ({ pupil, counter: 2, amountFen: 1_350, expect: 'offline -> held (contract)' })),
        ...unheard.map((pupil): Meal => ({ pupil, counter: 1, amountFen: 1_225, expect: 'held (contract)' })),
      ],
    },
    {
      at: '12:15',
      tells: 'the lost notice arrives',
      prepare: async (world) => {
        await deliverLostNotices(world);
        await untilHeard(world, unheard);
      },
    },
  ],
};
