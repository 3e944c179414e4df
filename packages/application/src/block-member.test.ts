import { minute } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { lost, openSchool, pupil, right, school, signed, voucher } from '../test/school.ts';
import { disableMember, enableMember } from './block-member.ts';
import { putMember } from './put-member.ts';
import { syncMember } from './sync-member.ts';

const address = { organization: school, outUserId: pupil };
const statuses = async (world: Awaited<ReturnType<typeof openSchool>>) =>
  (await world.deductions()).map(({ status, reason }) => [status, reason]);

describe('blocking a member', () => {
  test('INV-35 once it is stored here nothing new is sent, even if WeChat could not be told', async () => {
    const world = await openSchool();
    right(await syncMember(world.deps)(address)());
    world.world.onChange = () => E.left(lost);
    expect(await disableMember(world.deps)(address)()).toEqual(E.left(lost));
    await world.upload(world.device, voucher(1));
    await world.progress();
    expect(await statuses(world)).toEqual([['held', 'disabled']]);
    expect(world.sent).toEqual([]);
  });

  test('it is undone at WeChat first and here then; what WeChat blocks itself stays blocked', async () => {
    const world = await openSchool();
    right(await syncMember(world.deps)(address)());
    right(await disableMember(world.deps)(address)());
    world.world.reading = { ...signed(), usage: 'disabled' }; // too many advances, say
    world.pass(minute);
    const enabled = right(await enableMember(world.deps)(address)());
    expect(enabled).not.toHaveProperty('blockedAt');
    expect(enabled.usage).toBe('disabled');
    expect(world.told).toEqual([{ usage: 'disabled' }, { usage: 'normal' }]);
    await world.upload(world.device, voucher(1));
    await world.progress();
    expect(await statuses(world)).toEqual([['held', 'disabled']]);
  });

  test('who is not known at WeChat yet is blocked here alone', async () => {
    const world = await openSchool();
    world.world.reading = undefined;
    expect(right(await disableMember(world.deps)(address)())).toHaveProperty('blockedAt');
    expect(world.told).toEqual([]);
  });
});

describe('drift of the roster', () => {
  const profile = { name: '李雷雷', phone: '13900000000', userType: 'student', classOrPost: '八年级1班' } as const;

  test('a change is told to WeChat, once it knows the member', async () => {
    const world = await openSchool();
    right(await putMember(world.deps)(address, { ...profile, name: '李雷' })());
    expect(world.told).toEqual([]);
    right(await syncMember(world.deps)(address)());
    expect(right(await putMember(world.deps)(address, profile)())).not.toHaveProperty('unpushed');
    right(await putMember(world.deps)(address, profile)());
    expect(world.told).toEqual([{ profile }]);
  });

  test('what could not be told stays open, and the same line again tells it', async () => {
    const world = await openSchool();
    right(await syncMember(world.deps)(address)());
    world.world.onChange = () => E.left(lost);
    expect(await putMember(world.deps)(address, profile)()).toEqual(E.left(lost));
    world.world.onChange = () => E.right(undefined);
    expect(right(await putMember(world.deps)(address, profile)())).toMatchObject({ profile });
    expect(world.told).toHaveLength(2);
    right(await putMember(world.deps)(address, profile)());
    expect(world.told).toHaveLength(2);
  });
});
