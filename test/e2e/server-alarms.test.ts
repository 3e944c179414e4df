import { beforeAll, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { noticeBody, sendNotice } from '../support/server-notice.ts';
import { entryOf, must200 } from '../support/server-school.ts';
import { must, tokens } from '../support/server-world.ts';

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
  const { world, terminal, pupil } = classroom;
  // A second voucher under a number that is taken: evidence, and the terminal is quarantined.
  must200(await terminal.upload([entryOf(await terminal.mint(pupil, 500))]));
  must200(await terminal.upload([entryOf(await terminal.mint(pupil, 600, { sequence: 1 }))]));
  // An authentic notice about nobody of ours: it belongs to no organization that we could tell.
  await sendNotice(
    world,
    noticeBody('n-1', { user_id: 'FUx', out_user_id: 'stranger-1', organization_id: 'Ostranger' }),
  );
  const due = must(await world.store.dueWork.claim('notice', world.school.now(), 60_000, 10)());
  for (const claimed of due) must(await world.useCases.applyNotice(claimed)());
  must(await world.useCases.relayEvents('w1')());
  return world.close;
});

const listed = async (query = '', token = tokens.auditor) =>
  itemsOf(must200(await classroom.call('GET', `/v1/alarms${query}`, undefined, token)).json['items']);
const idOf = async (type: string): Promise<string> =>
  String((await listed()).find((alarm) => alarm['type'] === type)?.['alarmId']);
const acknowledge = (id: string, token: string = tokens.operator) =>
  classroom.call('POST', `/v1/alarms/${id}/acknowledge`, undefined, token);

describe('alarms', () => {
  it('are listed as they happened, with what they are about and why', async () => {
    const { organization } = classroom;
    const all = await listed();
    const ids = all.map(({ alarmId }) => String(alarmId));
    expect(ids).toEqual(ids.toSorted());
    expect(all.find(({ type }) => type === 'DeviceQuarantined')).toEqual({
      alarmId: expect.stringMatching(/^a\d{12}$/u),
      type: 'DeviceQuarantined',
      at: '2026-09-07T12:00:00.000+08:00',
      subject: { kind: 'device', id: 'device-1' },
      state: 'open',
      organizationId: organization,
      reason: expect.any(String),
    });
    const stranger = all.find(({ type }) => type === 'NoticeQuarantined');
    expect(stranger).toMatchObject({ subject: { kind: 'notice', id: 'n-1' }, reason: 'unknown-organization' });
  });
  it('come page by page, and by organization', async () => {
    const { call, organization } = classroom;
    const all = await listed();
    const first = must200(await call('GET', '/v1/alarms?pageSize=1')).json;
    const rest = must200(await call('GET', `/v1/alarms?pageSize=200&cursor=${String(first['nextCursor'])}`)).json;
    expect([...itemsOf(first['items']), ...itemsOf(rest['items'])]).toEqual(all);
    const ours = await listed(`?organizationId=${organization}`);
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.every(({ organizationId }) => organizationId === organization)).toBe(true);
    expect(await listed('?state=acknowledged')).toEqual([]);
  });
  it('are acknowledged by an operator or an admin; the first one stands', async () => {
    const { world } = classroom;
    const id = await idOf('DeviceQuarantined');
    const first = must200(await acknowledge(id)).json;
    expect(first).toMatchObject({
      state: 'acknowledged',
      acknowledgedAt: expect.any(String),
      acknowledgedBy: expect.any(String),
    });
    const digest = await world.store.storeDigest();
    expect(must200(await acknowledge(id, tokens.admin)).json).toEqual(first);
    expect(await world.store.storeDigest()).toBe(digest);
    expect(await listed('?state=acknowledged')).toEqual([first]);
    expect((await listed('?state=open')).map(({ alarmId }) => alarmId)).not.toContain(id);
  });
});

describe('who may not, and how not', () => {
  it('an auditor reads and moves nothing', async () => {
    const id = await idOf('NoticeQuarantined');
    await classroom.refused(403, 'POST', `/v1/alarms/${id}/acknowledge`, { token: tokens.auditor });
  });
  it('nobody without a token', async () => {
    expect((await callServer(classroom.world, 'GET', '/v1/alarms')).status).toBe(401);
  });
  it('BAD-79 INV-92 another tenant sees none of ours, and its acknowledgement meets the 404 of what is not there', async () => {
    const { refused, organization } = classroom;
    expect(await listed('', tokens.boundAdmin)).toEqual([]);
    const by = { token: tokens.boundAdmin };
    const ids = [await idOf('DeviceQuarantined'), await idOf('NoticeQuarantined'), 'a999999999999'];
    for (const id of ids) {
      const answer = await refused(404, 'POST', `/v1/alarms/${id}/acknowledge`, by);
      expect(answer.json['code']).toBe('not-found');
    }
    await refused(404, 'GET', `/v1/alarms?organizationId=${organization}`, by);
  });
  it('BAD-77 BAD-80 odd ids, states, pages and bodies', async () => {
    const { refused } = classroom;
    for (const id of ['a1', 'x000000000001', 'a0000000000001', '%00', 'a00000000000１'])
      await refused(422, 'POST', `/v1/alarms/${encodeURI(id)}/acknowledge`);
    await refused(422, 'POST', `/v1/alarms/${await idOf('DeviceQuarantined')}/acknowledge`, { body: { by: 'me' } });
    for (const query of ['state=closed', 'pageSize=0', 'pageSize=-1', 'since=1'])
      await refused(422, 'GET', `/v1/alarms?${query}`);
    await refused(400, 'GET', '/v1/alarms?cursor=forged');
  });
});
