import { beforeAll, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { rosterEntry } from '../support/server-school.ts';
import { type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let member: string;
let refused: Classroom['refused'];
beforeAll(async () => {
  const classroom = await openClassroom();
  ({ world, refused } = classroom);
  member = classroom.pupil.path;
  return world.close;
});

const put = (body: unknown, status: number) => refused(status, 'PUT', member, { body });

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('BAD-76: bodies that cannot be read: 400', () => {
  it.each([
    ['truncated', '{"name":"a"'],
    ['trailing comma', '{"name":"a",}'],
    ['byte-order mark', `\uFEFF${JSON.stringify(rosterEntry)}`],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])],
    ['depth 17', deep(17)],
    ['10⁵ members', `[${'1,'.repeat(30_000)}1]`],
    ['raw NUL', '{"name":"a\0"}'],
    ['escaped NUL', JSON.stringify({ ...rosterEntry, name: 'a\0b' })],
    ['lone surrogate', '{"name":"\\ud800"}'],
    ['one name twice', '{"name":"a","name":"b"}'],
    ['no JSON at all', 'hello'],
  ])('%s', async (_, body) => {
    expect((await put(body, 400)).json['code']).toBe('json-unreadable');
  });
  it('depth 16 can be read, and is then wrong', async () => {
    await put(deep(16), 422);
  });
});

describe('BAD-77: readable but wrong: 422 naming the member', () => {
  it.each([
    ['unknown member', { ...rosterEntry, colour: 'red' }, 'colour'],
    ['status set by the client', { ...rosterEntry, status: 'signed' }, 'status'],
    ['organization_id set by the client', { ...rosterEntry, organization_id: 'O1' }, 'organization_id'],
    ['constructor', { ...rosterEntry, constructor: { prototype: { admin: true } } }, 'constructor'],
    ['wrong type', { ...rosterEntry, name: 7 }, 'name'],
    ['a member missing', { name: 'a', phone: '13800138000', userType: 'student' }, 'classOrPost'],
    ['a value outside the list', { ...rosterEntry, userType: 'teacher' }, 'userType'],
    ['null for a text', { ...rosterEntry, name: null }, 'name'],
    [
      'a nested member',
      { ...rosterEntry, guardianConsent: { guardian: 'a', textVersion: '1', at: 'soon' } },
      'guardianConsent.at',
    ],
  ])('%s', async (_, body, name) => {
    const { json } = await put(body, 422);
    expect(json['fields']).toEqual([
      { name, rule: expect.any(String), ruleZh: expect.stringMatching(/\p{Script=Han}/u) },
    ]);
  });
  it('__proto__', async () => {
    const body = `${JSON.stringify(rosterEntry).slice(0, -1)},"__proto__":{"admin":true}}`;
    const { json } = await put(body, 422);
    expect(json['fields']).toEqual([
      { name: '__proto__', rule: expect.any(String), ruleZh: expect.stringMatching(/\p{Script=Han}/u) },
    ]);
    expect({}).not.toHaveProperty('admin');
  });
  it.each(['[]', 'null', '1', '"a"', 'true'])('%s instead of an object', async (body) => {
    await put(body, 422);
  });
  it('BAD-88, INV-96: an answer stays small whatever came in', async () => {
    const many = Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`m${index}`, 1]));
    expect((await put(many, 422)).text.length).toBeLessThan(4096);
    await put({ ...rosterEntry, name: `a${'\u0301'.repeat(10_000)}` }, 422);
  });
});

const organization = () => `/v1/organizations/${world.school.organization}`;

describe('BAD-63: ids and numbers that cannot be', () => {
  it.each([
    ['an outUserId of 5 characters', () => `${organization()}/members/abcde`, 'outUserId'],
    ['an organization not starting with O', () => '/v1/organizations/X1/members/pupil-1', 'organizationId'],
    ['a slash inside', () => `${organization()}/members/pupil%2F1`, 'outUserId'],
    ['CR LF and NUL', () => `${organization()}/members/pupil%0D%0A%00`, 'outUserId'],
  ])('%s', async (_, target, name) => {
    const { json } = await refused(422, 'PUT', target(), { body: rosterEntry });
    expect(json['fields']).toEqual([
      { name, rule: expect.any(String), ruleZh: expect.stringMatching(/\p{Script=Han}/u) },
    ]);
  });
  it.each(['1380013800', '23800138000', '１３８００１３８０００', '138001380001'])('phone %s', async (phone) => {
    expect((await put({ ...rosterEntry, phone }, 422)).json['fields']).toMatchObject([{ name: 'phone' }]);
  });
  it.each(['1101011', '', '1101 0119 9003', '11010119900307457X'.repeat(2)])(
    'identity number %j of a card-bound sign-up',
    async (identityNumber) => {
      const body = { contractMode: 'limited-card', identityNumber };
      const { json } = await refused(422, 'POST', `${member}/presign`, { body });
      expect(json['fields']).toMatchObject([{ name: 'identityNumber' }]);
    },
  );
  it.each([
    [{ singleLimitFen: 10_001 }, 'singleLimitFen'],
    [{ dayLimitFen: 50_001 }, 'dayLimitFen'],
    [{ dayLimitFen: -1 }, 'dayLimitFen'],
    [{ dayLimitFen: '100' }, 'dayLimitFen'],
    [{ dayLimitFen: 1.5 }, 'dayLimitFen'],
  ])('BAD-61: limit %j', async (limit, name) => {
    const body = { organizationId: 'Onew1', subMchid: '1900000110', scene: 'canteen', ...limit };
    expect((await refused(422, 'POST', '/v1/organizations', { body })).json['fields']).toMatchObject([{ name }]);
    for (const whose of [organization(), member]) {
      const { json } = await refused(422, 'PUT', `${whose}/limits`, { body: limit });
      expect(json['fields']).toMatchObject([{ name }]);
    }
  });
});

describe('BAD-78: hostile text is text', () => {
  it.each([
    "'; drop table member; --",
    '{"$where":"1"}',
    '${process.exit()}',
    '{{7*7}}',
    '$(reboot) `id`',
    '<script>',
    '../../etc',
  ])('%s', async (name) => {
    const answer = await callServer(world, 'PUT', member, { token: tokens.admin, body: { ...rosterEntry, name } });
    expect([answer.status, answer.json['name']]).toEqual([200, name]);
  });
  it.each(['%27%3B--', '%7B%24ne%3A1%7D', '%24where'])('%s as a filter or an id', async (text) => {
    await refused(422, 'GET', `/v1/deductions?member=${text}`);
    await refused(422, 'GET', `/v1/deductions/${text}?organizationId=${world.school.organization}`);
  });
});
