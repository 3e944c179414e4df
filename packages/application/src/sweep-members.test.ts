import {
  hour,
  Instant,
  minute,
  platform,
  ref,
  second,
  type Sweep,
  sweepKey,
  type Usage,
  type WechatMembers,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { lost, openSchool, pupil, right, school, signed } from '../test/school.ts';
import { progressTask, putMember, syncMember } from './index.ts';

type World = Awaited<ReturnType<typeof openSchool>>;
/** Lets the worker take up what is due, at most so often as there are pages; returns how many pages that were. */
const work = async ({ deps, store, now }: World, read: WechatMembers['read'] = deps.members.read): Promise<number> => {
  const claimed = right(await store.dueWork.claim('task', now(), 30_000, 10)());
  for (const task of claimed) right(await progressTask({ ...deps, members: { ...deps.members, read } })(task)());
  return claimed.length;
};
const sweepOf = async ({ store }: World): Promise<Sweep> => {
  const task = right(await store.reads.find(platform, ref('task', sweepKey(school)))());
  if (task?.type !== 'Sweep') throw new Error('no sweep');
  return task;
};
const memberOf = async ({ store }: World) => right(await store.reads.find(school, ref('member', pupil))());
const readAs = (usage: Exclude<Usage, 'unknown'>) => ({ ...signed(), usage });
/** Passes time and works until the night's sweep is over. */
const untilNight = async (world: World, read?: WechatMembers['read']): Promise<void> => {
  for (let steps = 0; steps < 24 * 12; steps += 1) {
    world.pass(5 * minute);
    while ((await work(world, read)) > 0) world.pass(second);
  }
};

describe('FAQ 1.3, FAQ 1.6, FAQ 5.5: the daily sweep finds what no notice told', () => {
  it('INV-51 a signing without a notice is known the next morning, and a face that was disabled', async () => {
    const world = await openSchool();
    expect((await memberOf(world))?.contract.status).toBe('absent');
    world.world.reading = readAs('disabled');
    await untilNight(world);
    expect(await memberOf(world)).toMatchObject({
      usage: 'disabled',
      contract: { status: 'signed' },
      deny: { denied: true },
    });
  });

  it('begins once a day, in the night, and stores nothing where WeChat says what we know', async () => {
    const world = await openSchool();
    right(await syncMember(world.deps)({ organization: school, outUserId: pupil })());
    const before = await memberOf(world);
    const { reads } = world.deps;
    let read = 0;
    const at: number[] = [];
    const counted: WechatMembers['read'] = () => {
      read += 1;
      at.push(world.now());
      return world.deps.members.read();
    };
    await untilNight(world, counted);
    expect(read).toBe(1);
    const minuteInBeijing = ((at[0] ?? 0) / minute + 8 * 60) % (24 * 60);
    expect(minuteInBeijing).toBeGreaterThanOrEqual(150);
    expect(minuteInBeijing).toBeLessThan(306);
    expect(right(await reads.find(school, ref('member', pupil))())).toEqual(before);
    await untilNight(world, counted);
    expect(read).toBe(2);
  });

  it('FAQ Q1 a re-enabling, of which nobody tells, is known within the hour', async () => {
    const world = await openSchool();
    world.world.reading = readAs('disabled');
    right(await syncMember(world.deps)({ organization: school, outUserId: pupil })());
    world.world.reading = readAs('normal');
    for (let minutes = 0; minutes < 60; minutes += 10) {
      world.pass(10 * minute);
      await work(world);
    }
    expect(await memberOf(world)).toMatchObject({ usage: 'normal', deny: { denied: false } });
  });

  it('drift: a change that WeChat did not take is pushed within the hour, until it took it', async () => {
    const world = await openSchool();
    const address = { organization: school, outUserId: pupil };
    right(await syncMember(world.deps)(address)());
    world.world.onChange = () => E.left(lost);
    const profile = { name: '李雷', phone: '13800000009', userType: 'student' as const, classOrPost: '八年级1班' };
    const consent = { guardian: '李家长', textVersion: '2026-09', at: Instant.of(1) };
    const put = await putMember(world.deps)(address, { ...profile, consent })();
    expect(put).toEqual(E.left(lost));
    expect(await memberOf(world)).toMatchObject({ unpushed: true });
    world.pass(hour);
    await work(world);
    expect(await memberOf(world)).toMatchObject({ unpushed: true });
    world.world.onChange = () => E.right(undefined);
    world.pass(5 * minute);
    await work(world);
    expect(await memberOf(world)).not.toHaveProperty('unpushed');
    expect(world.told.at(-1)?.profile).toMatchObject({ phone: '13800000009' });
  });

  it('goes on from its page after a crash, under a higher fence (INV-16), and one without an answer does not stop it for ever (INV-100)', async () => {
    const world = await openSchool();
    world.world.reading = undefined;
    const first = await sweepOf(world);
    world.pass((first.dueAt ?? 0) - world.now());
    const [dead] = right(await world.store.dueWork.claim('task', world.now(), 30_000, 10)());
    world.pass(31 * second);
    expect(await work(world)).toBe(1);
    if (dead === undefined) throw new Error('nothing was due');
    expect(await progressTask(world.deps)(dead)()).toEqual(E.left({ type: 'LeaseLost' }));
    right(
      await putMember(world.deps)(
        { organization: school, outUserId: pupil },
        { name: '李雷', phone: '13800000000', userType: 'staff', classOrPost: '厨师' },
      )(),
    );
    await untilNight(world, () => async () => E.left(lost));
    const { swept, tries } = await sweepOf(world);
    expect({ later: swept > first.swept, tries }).toEqual({ later: true, tries: 0 });
  });
});
