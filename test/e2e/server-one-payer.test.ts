import { OutUserId } from '@facepay/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { entryOf, must200, rosterEntry, type ServerPupil } from '../support/server-school.ts';
import { must, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
let elder: ServerPupil;
let younger: ServerPupil;
beforeEach(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  [elder, younger] = [await signUpUnder('o-mother', 'pupil-71'), await signUpUnder('o-mother', 'pupil-72')];
  return world.close;
});

/** Each child needs a photo and a token of its own, and the parent signs for each. */
const signUpUnder = async (openid: string, outUserId: string): Promise<ServerPupil> => {
  const path = `/v1/organizations/${classroom.organization}/members/${outUserId}`;
  const named = { outUserId: must(OutUserId.of(outUserId)), path };
  must200(await classroom.call('PUT', path, rosterEntry));
  const token = async () => String(must200(await classroom.call('POST', `${path}/token`)).json['token']);
  const userId = await world.school.enrol(await token(), named.outUserId);
  await world.school.control('POST', '/mini-programs/sign', { token: await token(), openid, name: '妈妈' });
  must200(await classroom.call('POST', `${path}/sync`));
  return { ...named, userId };
};
const fund = (balanceFen: number) =>
  world.school.control('PUT', '/payers/o-mother', { balanceFen, advanceQuota: true, cards: [] });
/** What became of it: the state, or why it is held. */
const eat = async (pupil: ServerPupil, amountFen: number): Promise<unknown> => {
  const answer = await classroom.terminal.upload([entryOf(await classroom.terminal.mint(pupil, amountFen))]);
  await classroom.work();
  const id = String(itemsOf(must200(answer).json['results'])[0]?.['deductionId']);
  const { json } = await classroom.get(`/v1/deductions/${id}?organizationId=${classroom.organization}`);
  return json['state'] === 'held' ? json['reason'] : json['state'];
};

describe('FAQ 1.10 INV-43 INV-44: two children of one parent', () => {
  it('end one contract, and the other goes on', async () => {
    await fund(100_000);
    must200(await classroom.call('POST', `${elder.path}/terminate`));
    expect(await eat(elder, 900)).toBe('contract');
    expect(await eat(younger, 900)).toBe('paid');
  });

  it('have a day limit each', async () => {
    await fund(200_000);
    for (let meal = 0; meal < 5; meal += 1) expect(await eat(elder, 10_000)).toBe('paid');
    expect(await eat(elder, 1)).toBe('limit');
    expect(await eat(younger, 10_000)).toBe('paid');
  });
});
