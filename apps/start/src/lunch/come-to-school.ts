import type { Pupil } from '../cast/pupil.ts';
import type { World } from '../world/open-world.ts';
import { memberPath, readMember, untilMember } from './member.ts';
import { signUp } from './sign-up.ts';

/** Signed up, with the means and limits of the cast, and rid of whatever yesterday's lunch left behind. */
export const comeToSchool = async (world: World, pupil: Pupil): Promise<'signed' | 'signed-before'> => {
  const { api, control } = world;
  const how = await signUp(world, pupil);
  await control('PUT', `/_emulator/payers/${pupil.openid}`, { ...pupil.payer, cards: [], riskRefused: false });
  const { blockedAt, debt } = await readMember(world, pupil);
  if (blockedAt !== undefined) await api('POST', `${memberPath(world, pupil)}/enable`);
  if (debt.open) await repay(world, pupil);
  if (pupil.limits !== undefined) await api('PUT', `${memberPath(world, pupil)}/limits`, pupil.limits);
  return how;
};

/** The parent opens the link we hand out and pays back what WeChat advanced; we hear of it by notice. */
export const repay = async (world: World, pupil: Pupil): Promise<void> => {
  await world.api('POST', `${memberPath(world, pupil)}/repayment-link`);
  await world.control('POST', `/_emulator/payers/${pupil.openid}/repay`, {});
  await untilMember(world, pupil, 'to owe nothing any more', ({ debt }) => !debt.open);
};
