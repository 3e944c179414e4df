import { createUseCases } from '@facepay/composition';
import {
  hour,
  type Instant,
  later,
  minute,
  platform,
  ref,
  second,
  sweepKey,
  sweepSlot,
  daysAfter,
  dayOf,
  defaultSweep,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { signUp } from '../support/server-school.ts';
import { tokens } from '../support/server-world.ts';

let classroom: Classroom;
beforeEach(async () => {
  classroom = await openClassroom(); // WeChat is told nowhere to send notices to
});
afterEach(() => classroom.world.close());

/** A worker's rounds until this moment, as often as there is something to do. */
const workUntil = async (until: Instant, world = classroom.world): Promise<void> => {
  const { ports, useCases, school } = world;
  for (;;) {
    const claimed = await ports.dueWork.claim('task', ports.clock.now(), 30_000, 10)();
    if (E.isLeft(claimed)) throw new Error(claimed.left.type);
    for (const task of claimed.right) await useCases.progressTask(task)();
    const sweep = await ports.reads.find(platform, ref('task', sweepKey(school.organization)))();
    const dueAt = E.isRight(sweep) ? sweep.right?.dueAt : undefined;
    if (dueAt === undefined) throw new Error('the sweep has ended for good');
    const next = Math.max(dueAt, school.now() + 1);
    if (next > until) break;
    await school.pass(next - school.now());
  }
  await school.pass(Math.max(0, until - school.now()));
};
const tonight = (): Instant => {
  const { organization, now } = classroom.world.school;
  return later(sweepSlot(organization, daysAfter(dayOf(now()), 1), defaultSweep), 10 * minute);
};
const insideWechat = (userId: string, verb: 'terminate' | 'disable' | 'enable') =>
  classroom.world.school.control('POST', `/users/${userId}/${verb}`);
const member = async (path = classroom.pupil.path) => (await classroom.get(path)).json;

describe('FAQ 1.3, FAQ 1.6, FAQ 5.5, FAQ Q1: what no notice told', () => {
  it('INV-51 an end and a disabling inside WeChat are known after the night, and nobody but these two is written', async () => {
    const other = await signUp(classroom.world, 'pupil-2');
    const third = await signUp(classroom.world, 'pupil-3');
    const before = await member(third.path);
    await insideWechat(classroom.pupil.userId, 'terminate');
    await insideWechat(other.userId, 'disable');
    expect(await member()).toMatchObject({ contract: { status: 'signed' } });
    await workUntil(tonight());
    expect(await member()).toMatchObject({ contract: { status: 'terminated' }, denied: true, canPay: { ok: false } });
    expect(await member(other.path)).toMatchObject({ usage: 'disabled', denied: true });
    expect(await member(third.path)).toMatchObject({ readAt: before['readAt'], usage: 'normal' });
  });

  it('a re-enabling is known within the hour', async () => {
    await insideWechat(classroom.pupil.userId, 'disable');
    await workUntil(tonight());
    expect(await member()).toMatchObject({ usage: 'disabled' });
    await insideWechat(classroom.pupil.userId, 'enable');
    await workUntil(later(classroom.world.school.now(), hour + second));
    expect(await member()).toMatchObject({ usage: 'normal', denied: false });
  });

  it('a signing that nobody told of is known after the night', async () => {
    const { world } = classroom;
    const path = `/v1/organizations/${classroom.organization}/members/pupil-9`;
    const entry = { name: '李四', phone: '13800138009', userType: 'student', classOrPost: '三年二班' };
    const consent = { guardian: '李家长', textVersion: '2026-09', at: '2026-09-01T08:00:00+08:00' };
    await classroom.call('PUT', path, { ...entry, guardianConsent: consent });
    const token = async () => String((await classroom.call('POST', `${path}/token`)).json['token']);
    const outUserId = 'pupil-9' as Classroom['pupil']['outUserId'];
    await world.school.enrol(await token(), outUserId);
    await world.school.sign(await token(), outUserId);
    expect(await member(path)).toMatchObject({ contract: { status: 'absent' } });
    await workUntil(tonight());
    expect(await member(path)).toMatchObject({ contract: { status: 'signed' }, face: 'ready', usage: 'normal' });
  });

  it('the rate is bounded: no more members in a second than eight, and each of them once a night', async () => {
    const { world } = classroom;
    const header = 'outUserId,name,phone,userType,classOrPost';
    const lines = Array.from(
      { length: 60 },
      (_, n) => `rate-${100 + n},学生${n},138000010${10 + (n % 90)},student,三年二班`,
    );
    const body = [header, ...lines].join('\n');
    const imported = await callServer(world, 'POST', `/v1/organizations/${classroom.organization}/members:import`, {
      token: tokens.operator,
      body,
      headers: { 'content-type': 'text/csv' },
    });
    expect(imported.status).toBe(200);
    const reads: { readonly at: Instant; readonly of: string }[] = [];
    const read: typeof world.ports.members.read = (organization, outUserId, startedAt) => {
      reads.push({ at: startedAt, of: outUserId });
      return world.ports.members.read(organization, outUserId, startedAt);
    };
    const ports = { ...world.ports, members: { ...world.ports.members, read } };
    await workUntil(tonight(), { ...world, ports, useCases: createUseCases(ports) });
    expect(reads.map(({ of }) => of).toSorted()).toEqual([...new Set(reads.map(({ of }) => of))].toSorted());
    expect(reads).toHaveLength(61);
    for (const { at } of reads)
      expect(reads.filter((other) => other.at >= at && other.at < at + second).length).toBeLessThanOrEqual(8);
  });
});
