import { DeviceId } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must200, rosterEntry, type ServerPupil, signUp } from '../support/server-school.ts';
import { must, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
let first: ServerPupil;
let second: ServerPupil;
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  first = await signUp(world, 'pupil-61');
  second = await signUp(world, 'pupil-62');
  must200(await classroom.call('PUT', second.path, { ...rosterEntry, classOrPost: '一年一班' }));
  return world.close;
});
const list = async (query = '') =>
  must200(await classroom.get(`/v1/organizations/${classroom.organization}/re-enrolments${query}`)).json;
const faceOf = async ({ outUserId }: ServerPupil) => {
  const permission = await world.school.terminals.authinfo({
    organization: world.school.organization,
    subMchid: world.school.subMchid,
    device: must(DeviceId.of('terminal-1')),
    rawData: 'cmF3',
  })();
  const authorization = `Bearer ${must(permission).authinfo}`;
  const { faces } = await world.school.control('GET', '/faces', undefined, { authorization });
  return (Array.isArray(faces) ? faces : []).find((face) => face.outUserId === outUserId)?.faceSeed;
};

describe('FAQ 1.20, FAQ 1.21: a new photo of one who is signed', () => {
  it('is wanted by class, taken, and counts only when the parent has confirmed it', async () => {
    await world.school.reEnrol(first.userId, 'require');
    await world.school.reEnrol(second.userId, 'require');
    expect(await list()).toEqual({
      classes: [
        { classOrPost: '一年一班', required: 1, uploaded: 0, complete: 0 },
        { classOrPost: '三年二班', required: 1, uploaded: 0, complete: 0 },
      ],
      items: [
        expect.objectContaining({ outUserId: 'pupil-62', classOrPost: '一年一班', state: 'required' }),
        expect.objectContaining({ outUserId: 'pupil-61', classOrPost: '三年二班', userId: first.userId }),
      ],
    });
    const before = await faceOf(first);
    await world.school.reEnrol(first.userId, 'upload');
    expect(await faceOf(first)).toBe(before);
    expect(await list('?state=uploaded')).toMatchObject({
      items: [{ outUserId: 'pupil-61', uploadedAt: expect.stringMatching(/\+08:00$/u) }],
    });
    await world.school.reEnrol(first.userId, 'confirm');
    expect(await faceOf(first)).not.toBe(before);
    const narrowed = await list(`?classOrPost=${encodeURIComponent('三年二班')}&state=complete`);
    expect(narrowed).toMatchObject({ items: [{ outUserId: 'pupil-61', confirmedAt: expect.any(String) }] });
    expect((await classroom.get(first.path)).json).toMatchObject({ contract: { status: 'signed' } });
  });

  it('also where the collect program took it: a signed pupil keeps the old face until it is confirmed', async () => {
    const { json } = must200(await classroom.call('POST', `${second.path}/token`));
    const { name, phone } = rosterEntry;
    const photo = {
      name,
      phone,
      organizationName: '第一小学',
      identityNumber: '11010119900307457X',
      className: '一年一班',
    };
    const before = await faceOf(second);
    const taken = { token: json['token'], outUserId: second.outUserId, faceSeed: 4242, ...photo };
    await world.school.control('POST', '/mini-programs/enrol', taken);
    expect(await faceOf(second)).toBe(before);
    await world.school.reEnrol(second.userId, 'confirm');
    expect(await faceOf(second)).toBe(4242);
  });

  it('who is not signed cannot use that program, and stays off the list', async () => {
    const leaver = await signUp(world, 'pupil-63');
    must200(await classroom.call('POST', `${leaver.path}/terminate`));
    await expect(world.school.reEnrol(leaver.userId, 'upload')).rejects.toThrow(/未签约用户不能重采/u);
    expect(JSON.stringify(await list())).not.toContain('pupil-63');
  });

  it('INV-92: of another school there is no such list', async () => {
    await classroom.refused(404, 'GET', '/v1/organizations/O00A1B2Z0123456789/re-enrolments');
  });
});
