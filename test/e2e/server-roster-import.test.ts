import { minute, second } from '@facepay/domain';
import { paths } from '@facepay/wechat-protocol';
import * as t from 'io-ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAs } from '../support/read-as.ts';
import { bytesOf, callServer, type ServerAnswer } from '../support/server-call.ts';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { otherOrganization, tokens } from '../support/server-world.ts';

const Answer = t.type({
  created: t.number,
  changed: t.number,
  unchanged: t.number,
  refused: t.number,
  lines: t.array(
    t.intersection([
      t.type({ line: t.number, result: t.string }),
      t.partial({ outUserId: t.string, fields: t.array(t.type({ name: t.string, rule: t.string })) }),
    ]),
  ),
});
let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
  return classroom.world.close;
});
const path = () => `/v1/organizations/${classroom.organization}/members`;
const send = (body: string | Uint8Array, type = 'text/csv', token: string = tokens.operator): Promise<ServerAnswer> =>
  callServer(classroom.world, 'POST', `${path()}:import`, { token, body, headers: { 'content-type': type } });
const sent = async (body: string | Uint8Array, type?: string) => {
  const answer = await send(body, type);
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, answer.text.slice(0, 300)]);
  return readAs(Answer, answer.json);
};
const counts = ({ created, changed, unchanged, refused }: t.TypeOf<typeof Answer>) => [
  created,
  changed,
  unchanged,
  refused,
];
const header = 'outUserId,name,phone,userType,classOrPost';
const roster = (count: number, className = '三年二班'): string =>
  [
    header,
    ...Array.from(
      { length: count },
      (_, n) => `import-${n + 1},学生${n + 1},1380000${String(n).padStart(4, '0')},student,${className}`,
    ),
  ].join('\r\n');

describe('FAQ 1.1, FAQ 1.14: a roster is imported', () => {
  it('each line is told of; the same again changes nothing; what differs is changed', async () => {
    const first = await sent(roster(30));
    expect(counts(first)).toEqual([30, 0, 0, 0]);
    expect(first.lines[0]).toEqual({ line: 2, result: 'created', outUserId: 'import-1' });
    expect(counts(await sent(roster(30)))).toEqual([0, 0, 30, 0]);
    expect(counts(await sent(roster(31).replace('学生3,', '学生三,')))).toEqual([1, 1, 29, 0]);
    expect((await classroom.get(`${path()}/import-3`)).json).toMatchObject({ name: '学生三', phone: '13800000002' });
  });

  it('BAD-63, INV-88 a bad line names its field and rule, not its value, and blocks no other', async () => {
    const lines = [
      header,
      'short,王一,13800001001,student,三年二班',
      'good-one,王二,13800001002,student,三年二班',
      'bad-phone,王三,1380000100,student,三年二班',
      'bad-type,王四,13800001004,pupil,三年二班',
      'bad-class,王五,13800001005,student,班',
      'bad-name,=cmd(),13800001006,student,三年二班',
      'bad-count,王七,13800001007',
      'bad-quote,"王"八,13800001008,student,三年二班',
      'good-one,王九,13800001009,student,三年二班',
      'good-two,"王,十",13800001010,staff,后勤',
    ];
    const answer = await sent(lines.join('\n'));
    expect(counts(answer)).toEqual([2, 0, 0, 8]);
    const named = answer.lines.map(({ line, fields }) => [line, fields?.[0]?.name]);
    expect(named).toEqual([
      [2, 'outUserId'],
      [3, undefined],
      [4, 'phone'],
      [5, 'userType'],
      [6, 'classOrPost'],
      [7, 'name'],
      [8, 'line'],
      [9, 'line'],
      [10, 'outUserId'],
      [11, undefined],
    ]);
    for (const { fields } of answer.lines) for (const { rule } of fields ?? []) expect(rule).not.toMatch(/王|1380/u);
    expect((await classroom.get(`${path()}/good-two`)).json).toMatchObject({ name: '王,十', userType: 'staff' });
    expect((await classroom.get(`${path()}/good-one`)).json).toMatchObject({ name: '王二' });
    expect(classroom.world.log()).not.toContain('王二');
  });

  it('columns in any order, with guardian consent, with a byte-order mark', async () => {
    const text = `\uFEFFphone,outUserId,name,classOrPost,userType,guardian,consentTextVersion,consentAt
13800002001,consent-1,李一,三年二班,student,李家长,2026-09,2026-09-01T08:00:00+08:00
13800002002,consent-2,李二,三年二班,student,,,
13800002003,consent-3,李三,三年二班,student,李家长,,`;
    const answer = await sent(text, 'text/csv; charset=utf-8');
    expect(counts(answer)).toEqual([2, 0, 0, 1]);
    expect(answer.lines[2]?.fields?.map(({ name }) => name)).toEqual([
      'guardianConsent.textVersion',
      'guardianConsent.at',
    ]);
  });

  it('NDJSON: the body of PUT with its outUserId, a line each', async () => {
    const lines = [
      { outUserId: 'ndjson-1', name: '赵一', phone: '13800003001', userType: 'student', classOrPost: '三年二班' },
      {
        outUserId: 'ndjson-2',
        name: '赵二',
        phone: '13800003002',
        userType: 'student',
        classOrPost: '三年二班',
        extra: 1,
      },
    ].map((line) => JSON.stringify(line));
    const answer = await sent([...lines, '', '{"outUserId":', '[]'].join('\n'), 'application/x-ndjson');
    expect(counts(answer)).toEqual([1, 0, 0, 3]);
    expect(answer.lines.map(({ line, fields }) => [line, fields?.[0]?.name])).toEqual([
      [1, undefined],
      [2, 'extra'],
      [4, 'line'],
      [5, ''],
    ]);
  });

  it('GBK and UTF-16 are refused in words that say what to do', async () => {
    const gbk = Buffer.concat([
      bytesOf(`${header}\ngbk-001,`),
      Buffer.from('cdf5d0a1c3f7', 'hex'),
      bytesOf(',13800004001,student,x1\n'),
    ]);
    for (const body of [gbk, Buffer.from(roster(1), 'utf16le'), Buffer.from(`\uFEFF${roster(1)}`, 'utf16le')]) {
      const answer = await send(body);
      expect([answer.status, answer.json['code']]).toEqual([400, 'roster-not-utf8']);
      expect(answer.json['detailZh']).toContain('CSV UTF-8');
    }
  });

  it('BAD-75 caps: 5,000 lines, 4 MiB; another header, an empty roster, JSON', async () => {
    expect((await send(roster(5_001))).json['code']).toBe('roster-too-long');
    expect((await send(Buffer.alloc(4 * 1024 * 1024 + 1, 'a'))).json['code']).toBe('body-too-large');
    for (const body of ['', header, 'name,phone\nx,y', `${header},extra\n`, `${header},name\n`])
      expect([body, (await send(body)).status]).toEqual([body, 422]);
    expect((await send('{}', 'application/json')).status).toBe(415);
    expect(
      (
        await callServer(classroom.world, 'PUT', `${path()}/import-1`, {
          token: tokens.operator,
          body: 'x',
          headers: { 'content-type': 'text/csv' },
        })
      ).status,
    ).toBe(415);
  });

  it('5,000 lines are taken, each with its result', async () => {
    const answer = await sent(roster(5_000, '四年一班'));
    expect([answer.created + answer.changed, answer.lines.length]).toEqual([5_000, 5_000]);
  });

  it('INV-92 only operators and admins, only their own school', async () => {
    expect((await send(roster(1), 'text/csv', tokens.auditor)).status).toBe(403);
    expect((await send(roster(1), 'text/csv', tokens.boundAdmin)).status).toBe(404);
    const elsewhere = await callServer(
      classroom.world,
      'POST',
      `/v1/organizations/${otherOrganization}/members:import`,
      {
        token: tokens.admin,
        body: roster(1),
        headers: { 'content-type': 'text/csv' },
      },
    );
    expect(elsewhere.status).toBe(404);
  });

  it('FAQ 1.1 drift: who is at WeChat already, and is changed by a roster, is pushed by the sweep', async () => {
    const { outUserId } = classroom.pupil;
    const target = paths.faceUser(classroom.organization, outUserId);
    const line = `${outUserId},王小明,13800138009,student,四年二班`;
    await classroom.world.school.pass(minute);
    const before = classroom.world.school.requestsTo(target);
    expect(counts(await sent(`${header}\n${line}`))).toEqual([0, 1, 0, 0]);
    const { dueWork, clock } = classroom.world.ports;
    for (let page = 0; page < 60; page += 1) {
      const claimed = await dueWork.claim('task', clock.now(), 30_000, 10)();
      if (claimed._tag === 'Left') throw new Error('nothing claimed');
      for (const task of claimed.right) await classroom.world.useCases.progressTask(task)();
      await classroom.world.school.pass(second);
    }
    expect(classroom.world.school.requestsTo(target)).toBeGreaterThan(before);
    const member = await classroom.world.ports.reads.find(classroom.world.school.organization, {
      kind: 'member',
      key: outUserId,
    })();
    expect(member).not.toHaveProperty('right.unpushed');
    expect(member).toHaveProperty('right.profile.phone', '13800138009');
  });
});
