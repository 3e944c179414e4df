import type { Pupil } from '../cast/pupil.ts';
import type { World } from '../world/open-world.ts';
import { MemberAnswer, readAs } from '../world/read-answer.ts';
import { until } from '../world/until.ts';

export const memberPath = ({ organizationId }: World, { outUserId }: Pupil): string =>
  `/v1/organizations/${organizationId}/members/${outUserId}`;

/** The pupil as the API tells it. */
export const readMember = async (world: World, pupil: Pupil): Promise<MemberAnswer> =>
  readAs(MemberAnswer, await world.api('GET', memberPath(world, pupil)));

/** Waits for what WeChat's notices bring. */
export const untilMember = (
  world: World,
  pupil: Pupil,
  what: string,
  is: (member: MemberAnswer) => boolean,
): Promise<void> => until(`${pupil.outUserId} ${what}`, async () => is(await readMember(world, pupil)));
