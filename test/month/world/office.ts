import type { Handle } from '@facepay/server';
import { createHash } from 'node:crypto';
import * as t from 'io-ts';
import { readAs } from '../../support/read-as.ts';
import { officeToken } from './month-keys.ts';
import type { Json, WechatSide } from './wechat-side.ts';

interface Answer {
  readonly status: number;
  readonly body: Json;
}
export interface SchoolNumbers {
  readonly organizationId: string;
  readonly subMchid: string;
}
/** The school's own people over our REST API, and the parents in WeChat's mini programs. */
export interface Office {
  readonly call: (method: string, path: string, body?: object) => Promise<Answer>;
  /** The same, where anything but a success is the month's end. */
  readonly succeed: (method: string, path: string, body?: object) => Promise<Json>;
  readonly openSchool: (tills: readonly { readonly deviceId: string; readonly publicKey: string }[]) => Promise<void>;
  /** From the roster to a contract; resolves to WeChat's number of the pupil. */
  readonly signUp: (pupil: number, account: object) => Promise<string>;
  readonly signAgain: (pupil: number) => Promise<void>;
  readonly member: (pupil: number) => string;
}

export const schoolName = '晨光小学';
export const outUserIdOf = (pupil: number): string => `pupil-${String(pupil).padStart(5, '0')}`;
export const pupilOf = (outUserId: string): number => Number(outUserId.slice('pupil-'.length));
export const openidOf = (pupil: number): string => `o-parent-of-${pupil}`;
const classOrPost = '三年二班';
const Token = t.type({ token: t.string }, 'Token');
const Enrolled = t.type({ userId: t.string }, 'Enrolled');

export const createOffice = (
  handle: Handle,
  control: WechatSide['control'],
  { organizationId, subMchid }: SchoolNumbers,
): Office => {
  let calls = 0;
  const call: Office['call'] = async (method, path, body) => {
    calls += 1;
    const key = createHash('sha256').update(`${calls}`).digest('hex');
    const said = { authorization: `Bearer ${officeToken}`, 'content-type': 'application/json', 'idempotency-key': key };
    const headers = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, [value]]));
    if (body === undefined) delete headers['content-type'];
    const bytes = body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body));
    const answer = await handle({ method, target: `/v1/${path}`, headers, body: bytes });
    const text = Buffer.from(answer.body).toString('utf8');
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
  };
  const succeed: Office['succeed'] = async (method, path, body) => {
    const answer = await call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const member = (pupil: number): string => `organizations/${organizationId}/members/${outUserIdOf(pupil)}`;
  const token = async (pupil: number): Promise<string> =>
    readAs(Token, await succeed('POST', `${member(pupil)}/token`)).token;
  /** The notice of it is on its way. */
  const sign = async (pupil: number, given: string): Promise<void> => {
    const parent = { openid: openidOf(pupil), name: `家长${pupil}` };
    await control('POST', 'mini-programs/sign', { token: given, ...parent });
  };
  return {
    call,
    succeed,
    member,
    openSchool: async (tills) => {
      await succeed('POST', 'organizations', { organizationId, subMchid, scene: 'canteen' });
      for (const { deviceId, publicKey } of tills)
        await succeed('POST', 'devices', { deviceId, publicKey, organizationId, name: `食堂 ${deviceId}` });
    },
    signUp: async (pupil, account) => {
      const outUserId = outUserIdOf(pupil);
      const person = { name: `学生${pupil}`, phone: `138${String(pupil).padStart(8, '0')}` };
      const guardianConsent = { guardian: `家长${pupil}`, textVersion: '2026-09', at: '2026-09-01T08:00:00+08:00' };
      await control('PUT', `payers/${openidOf(pupil)}`, account);
      await succeed('PUT', member(pupil), { ...person, userType: 'student', classOrPost, guardianConsent });
      const given = await token(pupil);
      const photo = await control('POST', 'mini-programs/enrol', {
        ...person,
        token: given,
        outUserId,
        organizationName: schoolName,
        className: classOrPost,
        identityNumber: `1101012016010${String(pupil).padStart(5, '0')}`,
        faceSeed: 1000 + pupil,
      });
      await sign(pupil, given);
      return readAs(Enrolled, photo).userId;
    },
    signAgain: async (pupil) => sign(pupil, await token(pupil)),
  };
};
