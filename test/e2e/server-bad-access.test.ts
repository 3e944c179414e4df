import { beforeAll, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { createTerminal, rosterEntry, signUp } from '../support/server-school.ts';
import { otherOrganization, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let member: string;
let refused: Classroom['refused'];
beforeAll(async () => {
  const classroom = await openClassroom();
  ({ world, refused } = classroom);
  member = classroom.pupil.path;
  return world.close;
});

const own = () => `/v1/organizations/${otherOrganization}`;

describe('BAD-79: what belongs to another tenant is answered like what is missing', () => {
  const bound = { token: tokens.boundAdmin };
  it.each<[string, string, () => string, () => string, unknown]>([
    ['organization', 'GET', () => `/v1/organizations/${world.school.organization}`, own, undefined],
    ['member', 'GET', () => member, () => `${own()}/members/pupil-1`, undefined],
    ['member to change', 'PUT', () => member, () => `${own()}/members/pupil-1`, rosterEntry],
    ['member to end', 'POST', () => `${member}/terminate`, () => `${own()}/members/pupil-1/terminate`, undefined],
    ['device', 'GET', () => '/v1/devices/device-1', () => '/v1/devices/device-9', undefined],
    ['device to revoke', 'POST', () => '/v1/devices/device-1/revoke', () => '/v1/devices/device-9/revoke', undefined],
    [
      'deduction',
      'GET',
      () => `/v1/deductions/d${'0'.repeat(24)}?organizationId=${world.school.organization}`,
      () => `/v1/deductions/d${'0'.repeat(24)}`,
      undefined,
    ],
  ])('%s', async (_, method, foreign, missing, body) => {
    const answers = [];
    for (const target of [foreign(), missing()]) {
      const { json } = await refused(404, method, target, { ...bound, body });
      answers.push({ ...json, requestId: '' });
    }
    expect(answers[0]).toEqual(answers[1]);
  });
  it('lists show nothing of it, and cannot be asked to', async () => {
    for (const list of ['organizations', 'devices', 'deductions']) {
      const { json } = await callServer(world, 'GET', `/v1/${list}`, bound);
      expect(json).toEqual({ items: [] });
    }
    await refused(404, 'GET', `/v1/devices?organizationId=${world.school.organization}`, bound);
  });
  it('in a page token: refused as a forged one is', async () => {
    await createTerminal(world, 'device-2', 2).enrol();
    const page = await callServer(world, 'GET', '/v1/devices?pageSize=1', { token: tokens.admin });
    const foreign = String(page.json['nextCursor']);
    const answers = [];
    for (const cursor of [foreign, Buffer.alloc(Buffer.from(foreign, 'base64url').length).toString('base64url')]) {
      const { json } = await refused(400, 'GET', `/v1/devices?cursor=${cursor}`, bound);
      answers.push({ ...json, requestId: '' });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ code: 'cursor-invalid' });
  });
  it('in a body', async () => {
    const publicKey = Buffer.alloc(32, 7).toString('base64');
    const body = { deviceId: 'device-8', organizationId: world.school.organization, name: 'a', publicKey };
    await refused(404, 'POST', '/v1/devices', { ...bound, body });
  });
});

describe('BAD-80: pages', () => {
  it.each(['-1', '0', '1.5', 'ten', '', '1e9'])('page size %j', async (size) => {
    await refused(422, 'GET', `/v1/devices?pageSize=${size}`);
  });
  it('10⁹ is cut to the cap', async () => {
    const answer = await callServer(world, 'GET', '/v1/devices?pageSize=1000000000', { token: tokens.admin });
    expect(answer.status).toBe(200);
  });
  it('a forged cursor, one of another list, one of another filter', async () => {
    await signUp(world, 'pupil-2');
    const members = `/v1/organizations/${world.school.organization}/members`;
    const page = await callServer(world, 'GET', `${members}?pageSize=1`, { token: tokens.admin });
    const cursor = String(page.json['nextCursor']);
    for (const target of [
      `${members}?cursor=${cursor.slice(0, -2)}AA`,
      `${members}?cursor=${Buffer.from('{"after":"x"}').toString('base64url')}`,
      `${members}?cursor=`,
      `${members}?contract=signed&cursor=${cursor}`,
      `/v1/devices?cursor=${cursor}`,
    ])
      expect((await refused(400, 'GET', target)).json['code']).toBe('cursor-invalid');
    const next = await callServer(world, 'GET', `${members}?pageSize=1&cursor=${cursor}`, { token: tokens.admin });
    expect(next.json).toMatchObject({ items: [{ outUserId: 'pupil-2' }] });
    expect(next.json).not.toHaveProperty('nextCursor');
  });
  it('a query member twice, or one nobody knows', async () => {
    await refused(422, 'GET', '/v1/devices?pageSize=1&pageSize=2');
    await refused(422, 'GET', '/v1/devices?offset=2');
  });
});

describe('BAD-87: paths that are not', () => {
  it.each(['/', '/healthz', '/metrics', '/_emulator/clock', '/debug', '/v1', '/v1/', '/v1/devices/', '//', '/.env'])(
    '%s',
    async (target) => {
      await refused(404, 'GET', target);
    },
  );
  it.each(['/%', '/v1/devices/%E0%A4%A', '*', 'http://elsewhere/v1/devices', '', `/${'a'.repeat(9000)}`])(
    'target %s',
    async (target) => {
      await refused(400, 'GET', target);
    },
  );
  it('another method names those there are', async () => {
    expect((await refused(405, 'PATCH', member)).headers['allow']).toBe('PUT, GET, DELETE');
    await refused(405, 'TRACE', '/');
    await refused(405, 'TRACE', member);
  });
  it('headers above 16 KiB', async () => {
    await refused(431, 'GET', '/v1/devices', { headers: { 'x-long': 'a'.repeat(17 * 1024) } });
  });
  it('a body above 64 KiB, or announced above it', async () => {
    await refused(413, 'PUT', member, { body: Buffer.alloc(64 * 1024 + 1, 0x20) });
    await refused(413, 'PUT', member, { headers: { 'content-length': '65537' } });
  });
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', 'json'])(
    'content type %s',
    async (type) => {
      await refused(415, 'PUT', member, { body: rosterEntry, headers: { 'content-type': type } });
    },
  );
});

describe('who may (INV-93): denied unless named', () => {
  it.each([
    ['no token', {}, 'token-missing'],
    ['a wrong token', { authorization: 'Bearer wrong' }, 'token-invalid'],
    ['another scheme', { authorization: `Basic ${tokens.admin}` }, 'token-invalid'],
    ['two tokens', { authorization: [`Bearer ${tokens.admin}`, 'Bearer other'] }, 'token-invalid'],
    ['an empty token', { authorization: 'Bearer ' }, 'token-invalid'],
    ['algorithm none', { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.' }, 'token-invalid'],
  ])('BAD-82: %s', async (_, headers, code) => {
    const before = await world.store.storeDigest();
    const answer = await callServer(world, 'PUT', member, { body: rosterEntry, headers });
    expect([answer.status, answer.json['code']]).toEqual([401, code]);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/u);
    expect(await world.store.storeDigest()).toBe(before);
  });
  it.each<[string, string, string, () => string]>([
    ['auditor', tokens.auditor, 'PUT', () => member],
    ['auditor', tokens.auditor, 'POST', () => `${member}/terminate`],
    ['auditor', tokens.auditor, 'POST', () => `/v1/deductions/d${'0'.repeat(24)}/release`],
    ['operator', tokens.operator, 'POST', () => '/v1/organizations'],
    ['operator', tokens.operator, 'POST', () => '/v1/devices'],
    ['operator', tokens.operator, 'POST', () => '/v1/devices/device-1/revoke'],
  ])('%s may not %s%s', async (_, token, method, target) => {
    await refused(403, method, target(), { token, body: {} });
  });
});
