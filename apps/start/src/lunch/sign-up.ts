import type { Pupil } from '../cast/pupil.ts';
import { school } from '../cast/school.ts';
import type { World } from '../world/open-world.ts';
import { MemberAnswer, readAs, TokenAnswer } from '../world/read-answer.ts';
import { memberPath, untilMember } from './member.ts';

/**
 * One pupil's way in: roster entry, a token each for the two mini programs, photo and signature by the parent, and
 * WeChat's notice, on which we read the contract. Who is signed already stays so.
 */
export const signUp = async (world: World, pupil: Pupil): Promise<'signed' | 'signed-before'> => {
  const { api, control } = world;
  const path = memberPath(world, pupil);
  const { outUserId, name, phone, className, faceSeed, lookAlike, openid } = pupil;
  await putOnRoster(world, pupil);
  // An interrupted lunch may have left us without a notice, so we look ourselves.
  const member = readAs(MemberAnswer, await api('POST', `${path}/sync`));
  if (member.contract.status === 'signed') return 'signed-before';
  const token = async (): Promise<string> => readAs(TokenAnswer, await api('POST', `${path}/token`)).token;
  if (member.face !== 'ready')
    await control('POST', '/_emulator/mini-programs/enrol', {
      token: await token(),
      outUserId,
      organizationName: school.name,
      name,
      phone,
      className,
      faceSeed,
      lookAlike,
      identityNumber: `11010120130101${outUserId.slice(-4)}`,
    });
  await control('POST', '/_emulator/mini-programs/sign', { token: await token(), openid, name: `${name}家长` });
  await untilMember(world, pupil, 'to be signed by notice', ({ contract }) => contract.status === 'signed');
  return 'signed';
};

const putOnRoster = async (world: World, pupil: Pupil): Promise<void> => {
  const { name, phone, className } = pupil;
  const entry = {
    name,
    phone,
    userType: 'student',
    classOrPost: className,
    guardianConsent: { guardian: `${name}家长`, textVersion: '2026-09', at: '2026-09-01T08:00:00+08:00' },
  };
  await world.api('PUT', memberPath(world, pupil), entry);
};
