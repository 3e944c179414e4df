import { school, type Pupil } from './cast.ts';
import type { World } from './open-world.ts';
import { MemberAnswer, readAs, TokenAnswer } from './read-answer.ts';
import { until } from './until.ts';

/**
 * One pupil's way in: roster entry, a token each for the two mini programs, photo and signature by the parent, and
 * WeChat's notice, on which we read the contract. Who is signed already stays so.
 */
export const signUp = async (world: World, pupil: Pupil): Promise<'signed' | 'signed-before'> => {
  const { api, control, organizationId } = world;
  const path = `/v1/organizations/${organizationId}/members/${pupil.outUserId}`;
  const { outUserId, name, phone, className, faceSeed, openid } = pupil;
  await api('PUT', path, {
    name,
    phone,
    userType: 'student',
    classOrPost: className,
    guardianConsent: { guardian: `${name}家长`, textVersion: '2026-09', at: '2026-09-01T08:00:00+08:00' },
  });
  const signed = async (): Promise<boolean> =>
    readAs(MemberAnswer, await api('GET', path)).contract.status === 'signed';
  if (await signed()) return 'signed-before';
  const token = async (): Promise<string> => readAs(TokenAnswer, await api('POST', `${path}/token`)).token;
  await control('POST', '/_emulator/mini-programs/enrol', {
    token: await token(),
    outUserId,
    organizationName: school.name,
    name,
    phone,
    className,
    faceSeed,
    identityNumber: `11010120130101${outUserId.slice(-4)}`,
  });
  await control('POST', '/_emulator/mini-programs/sign', { token: await token(), openid, name: `${name}家长` });
  await until(`${outUserId} to be signed by notice`, signed);
  return 'signed';
};
