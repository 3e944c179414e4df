import { Fen, hour } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { rosterEntry } from '../support/server-school.ts';
import { must, tokens } from '../support/server-world.ts';

let classroom: Classroom;
let sale: string;
beforeAll(async () => {
  classroom = await openClassroom();
  const { world, pupil } = classroom;
  await world.school.fund(pupil.outUserId, must(Fen.of(100_000)), false);
  sale = await classroom.sell(1250);
  await classroom.work();
  return world.close;
});
const path = () => classroom.pupil.path;
const personal = ['王小明', '13800138000', '三年二班', '王家长'];

describe('INV-91 DELETE of a member: what is personal goes, ids and money stay', () => {
  it('while the contract is in force: 409 names the verb that ends it, and nothing changes', async () => {
    const answer = await classroom.refused(409, 'DELETE', path());
    expect(answer.json['code']).toBe('contract-in-force');
    expect(answer.json['detail']).toContain('/terminate');
    expect((await classroom.get(path())).json).toMatchObject({ name: '王小明' });
  });

  it('only operators and admins, only their own school, only who is there', async () => {
    await classroom.refused(403, 'DELETE', path(), { token: tokens.auditor });
    await classroom.refused(404, 'DELETE', path(), { token: tokens.boundAdmin });
    await classroom.refused(404, 'DELETE', path().replace('pupil-1', 'nobody-1'));
  });

  it('after the contract ended: gone from the member, twice is once; the sale and its sum are still there', async () => {
    expect((await classroom.call('POST', `${path()}/terminate`)).status).toBe(200);
    const before = (await classroom.get(`/v1/deductions/${sale}?organizationId=${classroom.organization}`)).json;
    const first = await classroom.call('DELETE', path(), undefined, tokens.operator);
    expect(first.json).toMatchObject({
      outUserId: 'pupil-1',
      name: '',
      phone: '',
      classOrPost: '',
      userType: 'student',
    });
    await classroom.world.school.pass(hour);
    const second = await classroom.call('DELETE', path());
    expect([second.status, second.json['erasedAt']]).toEqual([200, first.json['erasedAt']]);
    const shown = JSON.stringify([(await classroom.get(path())).json, second.json, first.json]);
    for (const one of personal) expect(shown).not.toContain(one);
    const after = (await classroom.get(`/v1/deductions/${sale}?organizationId=${classroom.organization}`)).json;
    expect(after).toMatchObject({ outUserId: before['outUserId'], amountFen: 1250, state: 'paid' });
  });

  it('nobody is invited under an empty name, and the sweep tells WeChat nothing of it', async () => {
    expect((await classroom.call('POST', `${path()}/token`)).json['code']).toBe('sign-up-data-wrong');
    const found = await classroom.world.ports.reads.find(classroom.world.school.organization, {
      kind: 'member',
      key: 'pupil-1',
    })();
    expect(found).toHaveProperty('right.profile.name', '');
    expect(found).not.toHaveProperty('right.unpushed');
  });

  it('put on the roster again, it is a member as before', async () => {
    const back = await classroom.call('PUT', path(), rosterEntry);
    expect(back.json).toMatchObject({ name: '王小明' });
    expect(back.json).not.toHaveProperty('erasedAt');
  });
});
