import * as t from 'io-ts';
import type { CallSucceeding } from './call-json.ts';
import { readAs } from './read-as.ts';
import { until } from './until.ts';

export const schoolName = '第一小学';

/** Somebody whose face and contract WeChat has. */
export interface Pupil {
  readonly outUserId: string;
  readonly userId: string;
  readonly contractId: string;
  readonly openid: string;
  readonly faceSeed: number;
  readonly name: string;
}
const Signed = t.type({ userId: t.string, contractId: t.string }, 'Signed');
const Token = t.type({ token: t.string }, 'Token');

const pupilNumber = (number: number) => ({
  outUserId: `pupil-${String(number).padStart(5, '0')}`,
  name: `学生${number}`,
  phone: `138${String(number).padStart(8, '0')}`,
  openid: `o-parent-${number}`,
  faceSeed: 1000 + number,
});

/** The two mini programs, as a parent uses them; `issueToken` is asked for a token each time. */
export const signAtWechat = async (
  control: CallSucceeding,
  number: number,
  issueToken: (outUserId: string) => Promise<string>,
): Promise<Pupil> => {
  const { outUserId, name, phone, openid, faceSeed } = pupilNumber(number);
  await control('POST', '/_emulator/mini-programs/enrol', {
    token: await issueToken(outUserId),
    outUserId,
    organizationName: schoolName,
    name,
    phone,
    faceSeed,
    identityNumber: `1101012013010${String(number).padStart(5, '0')}`,
    className: '三年二班',
  });
  const signed = await control('POST', '/_emulator/mini-programs/sign', {
    token: await issueToken(outUserId),
    openid,
    name: `${name}家长`,
  });
  return { ...readAs(Signed, signed), outUserId, name, openid, faceSeed };
};

/** 监护人同意: without it no pupil gets a token (FAQ 1.11, INV-90). */
export const consentOf = (name: string) => ({
  guardian: `${name}家长`,
  textVersion: '2026-09',
  at: '2026-09-01T08:00:00+08:00',
});

const Member = t.type({ contract: t.type({ status: t.string }) }, 'Member');

/** The whole way in through our API: roster entry, tokens, mini programs, and our own reading of the contract. */
export const signUpPupil = async (
  { api, control, organizationId }: { api: CallSucceeding; control: CallSucceeding; organizationId: string },
  number: number,
): Promise<Pupil> => {
  const { outUserId, name, phone } = pupilNumber(number);
  const path = `/v1/organizations/${organizationId}/members/${outUserId}`;
  await api('PUT', path, {
    name,
    phone,
    userType: 'student',
    classOrPost: '三年二班',
    guardianConsent: consentOf(name),
  });
  const pupil = await signAtWechat(
    control,
    number,
    async () => readAs(Token, await api('POST', `${path}/token`)).token,
  );
  await api('POST', `${path}/sync`);
  await until(`${outUserId} to be signed`, async () => {
    const member = readAs(Member, await api('GET', path));
    return member.contract.status === 'signed';
  });
  return pupil;
};
