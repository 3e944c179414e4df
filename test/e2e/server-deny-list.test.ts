import { createUseCases } from '@facepay/composition';
import { DenyListDelta } from '@facepay/device-protocol';
import { Fen, minute } from '@facepay/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { readAs } from '../support/read-as.ts';
import { callServer } from '../support/server-call.ts';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { createTerminal, must200, type ServerTerminal, signUp } from '../support/server-school.ts';
import { must, tokens } from '../support/server-world.ts';

let classroom: Classroom;
let terminal: ServerTerminal;
beforeEach(async () => {
  classroom = await openClassroom();
  ({ terminal } = classroom);
  return classroom.world.close;
});

const path = '/v1/devices/device-1/deny-list';
const asked = async (query = '', by = terminal): Promise<DenyListDelta> =>
  readAs(DenyListDelta, must200(await by.signed('GET', `/v1/devices/${by.deviceId}/deny-list${query}`)).json);
const move = async (name: string): Promise<void> => {
  must200(await classroom.call('POST', `${classroom.pupil.path}/${name}`));
};
const entry = (denied: boolean) => ({ outUserId: 'pupil-1', userId: classroom.pupil.userId, denied });

describe('the deny list over HTTP (INV-42)', () => {
  it('tells a new terminal that nobody is denied', async () => {
    expect(await asked()).toEqual({ version: 0, complete: true, more: false, changes: [] });
  });
  it.each([
    ['disable', 'enable'],
    ['terminate', undefined],
  ])('%s is on it with the answer, and then only what is newer is told', async (deny, allow) => {
    await move(deny);
    expect(await asked()).toEqual({ version: 1, complete: true, more: false, changes: [entry(true)] });
    expect(await asked('?since=1')).toEqual({ version: 1, complete: false, more: false, changes: [] });
    expect((await classroom.get(classroom.pupil.path)).json).toMatchObject({ denied: true });
    if (allow === undefined) return;
    await move(allow);
    expect(await asked('?since=1')).toEqual({ version: 2, complete: false, more: false, changes: [entry(false)] });
    expect((await classroom.get(classroom.pupil.path)).json).toMatchObject({ denied: false });
    const school = await classroom.get(`/v1/organizations/${classroom.organization}`);
    expect(school.json).toMatchObject({ denyListVersion: 2 });
  });
  it('a version that we never reached is answered with the whole list', async () => {
    await move('disable');
    expect(await asked('?since=9007199254740991')).toMatchObject({
      version: 1,
      complete: true,
      changes: [entry(true)],
    });
  });
  it('INV-84 many who are disabled at once are all on it, each under a version of its own', async () => {
    const { world, call } = classroom;
    const names = Array.from({ length: 16 }, (_, n) => `pupil-${100 + n}`);
    const pupils = await Promise.all(names.map((name) => signUp(world, name)));
    const answers = await Promise.all(pupils.map((pupil) => call('POST', `${pupil.path}/disable`)));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    const seen: string[] = [];
    for (let version = 0; version < names.length; version += 1) {
      const { changes } = await asked(`?since=${version}`);
      expect(changes).toHaveLength(names.length - version);
      seen.push(changes[0]?.outUserId ?? 'nobody');
    }
    expect(seen.toSorted((a, b) => a.localeCompare(b))).toEqual(names);
    expect((await asked('?since=16')).version).toBe(16);
  });
  it('INV-41 where it is configured, open advances deny, and their repayment allows', async () => {
    const { world, pupil, sell, get } = classroom;
    const policy = { ...world.ports.policy, denyAtOpenAdvances: 2 };
    const useCases = createUseCases({ ...world.ports, policy });
    const work = async (): Promise<void> => {
      const due = must(await world.store.dueWork.claim('deduction', world.school.now(), minute, 10)());
      for (const claimed of due) must(await useCases.progressDeduction(claimed)());
    };
    await world.school.fund(pupil.outUserId, must(Fen.of(0)), true);
    await sell(900);
    await work();
    expect((await asked()).version).toBe(0);
    await sell(800);
    await work();
    expect((await asked()).changes).toEqual([entry(true)]);
    expect((await get(pupil.path)).json).toMatchObject({ canPay: { ok: false, reasons: [{ code: 'open-advances' }] } });
    await world.school.repay(pupil.outUserId);
    await world.school.pass(policy.repaymentPollMs + minute);
    await work();
    expect(await asked('?since=1')).toMatchObject({ version: 2, changes: [entry(false)] });
    expect((await get(pupil.path)).json).toMatchObject({ debt: { open: false }, canPay: { ok: true } });
  });
  it('asking changes nothing, however often', async () => {
    await move('disable');
    const digest = await classroom.world.store.storeDigest();
    for (let n = 0; n < 3; n += 1) await asked('?since=0');
    expect(await classroom.world.store.storeDigest()).toBe(digest);
  });
});

const unchanged = async (status: number, ask: () => ReturnType<ServerTerminal['signed']>) => {
  const before = await classroom.world.store.storeDigest();
  const answer = await ask();
  expect(answer.status).toBe(status);
  expect(await classroom.world.store.storeDigest()).toBe(before);
  expect(answer.text).not.toContain('pupil-1');
  return answer;
};

describe('who may not ask, and how not', () => {
  beforeEach(() => move('disable'));

  it('BAD-41 unsigned, or with a token of a person', async () => {
    await unchanged(401, () => callServer(classroom.world, 'GET', path));
    await unchanged(401, () => callServer(classroom.world, 'GET', path, { token: tokens.admin }));
  });
  it('BAD-41 revoked, from the next request on', async () => {
    must200(await classroom.call('POST', '/v1/devices/device-1/revoke'));
    await unchanged(401, () => terminal.signed('GET', path));
  });
  it("BAD-41 INV-92 another device's list, whether that device exists or not", async () => {
    const other = createTerminal(classroom.world, 'device-2', 2);
    await other.enrol();
    for (const id of ['device-1', 'device-9']) {
      const answer = await unchanged(401, () => other.signed('GET', `/v1/devices/${id}/deny-list`));
      expect(answer.json['code']).toBe('device-signature-invalid');
    }
  });
  it('a query that was not signed', async () => {
    const headers = terminal.signature('GET', `${path}?since=1`, undefined);
    await unchanged(401, () => callServer(classroom.world, 'GET', `${path}?since=0`, { headers }));
  });
  it('BAD-88 a version that is no plain whole number, or too large to be one', async () => {
    for (const since of [
      '-1',
      '1.5',
      `1${'0'.repeat(30)}`,
      '1e3',
      '0x1',
      '01',
      '+1',
      ' 1',
      '',
      'NaN',
      '9007199254740992',
      '１',
    ]) {
      const target = `${path}?since=${encodeURIComponent(since)}`;
      const answer = await unchanged(422, () => terminal.signed('GET', target));
      expect(answer.json).toMatchObject({ code: 'shape-wrong', fields: [{ name: 'since' }] });
    }
  });
  it('BAD-77 since twice, or a member that nobody knows', async () => {
    await unchanged(422, () => terminal.signed('GET', `${path}?since=1&since=2`));
    await unchanged(422, () => terminal.signed('GET', `${path}?version=1`));
  });
  it('while the store is down: 503, to be asked again', async () => {
    classroom.world.store.setDown(true);
    const answer = await terminal.signed('GET', path);
    classroom.world.store.setDown(false);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, expect.any(String)]);
  });
});
