import { minute } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must200, rosterEntry } from '../support/server-school.ts';
import type { ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  return world.close;
});

const memberPath = (outUserId: string) => `/v1/organizations/${classroom.organization}/members/${outUserId}`;
/** On our roster, with a token of ours. */
const tokenFor = async (outUserId: string): Promise<string> => {
  must200(await classroom.call('PUT', memberPath(outUserId), rosterEntry));
  return String(must200(await classroom.call('POST', `${memberPath(outUserId)}/token`)).json['token']);
};
const enrol = (token: string, outUserId: string) => {
  const { name, phone, classOrPost: className } = rosterEntry;
  const pupil = {
    outUserId,
    organizationName: '第一小学',
    name,
    phone,
    identityNumber: '11010119900307457X',
    className,
  };
  return world.school.control('POST', '/mini-programs/enrol', { token, ...pupil });
};
const sign = (token: string, openid: string) =>
  world.school.control('POST', '/mini-programs/sign', { token, openid, name: '家长' });
/** Refused with 409 where the parent signs; here nothing has changed, and WeChat says the same when it is asked. */
const refusedThere = async (attempt: () => Promise<unknown>, outUserId: string, words: string): Promise<void> => {
  const before = await world.store.storeDigest();
  await expect(attempt()).rejects.toThrow(new RegExp(`: 409 .*${words}`, 'u'));
  expect(await world.store.storeDigest()).toBe(before);
  const { json } = await classroom.get(memberPath(outUserId));
  expect(json).toMatchObject({ contract: { status: 'absent' }, canPay: { ok: false } });
};

describe('BAD-64 INV-43: whom one token and one WeChat account serve', () => {
  it('FAQ 1.23: a second pupil of the same name under one WeChat account: 409', async () => {
    const [first, second] = [await tokenFor('pupil-21'), await tokenFor('pupil-22')];
    await enrol(first, 'pupil-21');
    await enrol(second, 'pupil-22');
    await sign(first, 'o-parent-2');
    await refusedThere(() => sign(second, 'o-parent-2'), 'pupil-22', '同一个微信无法签约同名用户');
  });

  it('FAQ 1.23: a token reused for another pupil: 409', async () => {
    const token = await tokenFor('pupil-31');
    await tokenFor('pupil-32');
    await refusedThere(() => enrol(token, 'pupil-32'), 'pupil-32', '一个用户对应一个授权凭证');
  });

  it('a token 5 min 1 s old: 409; a new one of ours works', async () => {
    const token = await tokenFor('pupil-41');
    await world.school.pass(5 * minute + 1000);
    await refusedThere(() => enrol(token, 'pupil-41'), 'pupil-41', 'token超过5分钟');
    const again = await tokenFor('pupil-41');
    await enrol(again, 'pupil-41');
    await sign(again, 'o-parent-4');
    await classroom.terminal.report();
    const { json } = must200(await classroom.call('POST', `${memberPath('pupil-41')}/sync`));
    expect(json).toMatchObject({ contract: { status: 'signed' }, canPay: { ok: true } });
  });
});

describe('BAD-62: the limit of a test merchant', () => {
  it.each([
    [{ singleLimitFen: 101 }, 'singleLimitFen'],
    [{ dayLimitFen: 101 }, 'dayLimitFen'],
  ])('raised to %j: 422, nothing stored', async (limit, name) => {
    const school = { organizationName: '第二小学', testMerchant: true };
    const { organizationId } = await world.school.control('POST', '/organizations', school);
    const adopted = { organizationId, subMchid: '1500000099', scene: 'test', testMerchant: true };
    must200(await classroom.call('POST', '/v1/organizations', adopted));
    const target = `/v1/organizations/${String(organizationId)}/limits`;
    const { json } = await classroom.refused(422, 'PUT', target, { body: limit });
    expect(json).toMatchObject({ code: 'limit-above-platform', fields: [{ name }] });
    expect((await classroom.call('PUT', target, { [name]: 100 })).status).toBe(200);
  });
});
