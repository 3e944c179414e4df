import { defaultPolicy, type DenyListDelta, minute, type NoticeSubject, type OutUserId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { openSchool, paid, pupil, right, school, signed, voucher } from '../test/school.ts';
import { disableMember, enableMember } from './block-member.ts';
import { putMember } from './put-member.ts';
import { readDenyList } from './read-deny-list.ts';
import { syncMember } from './sync-member.ts';
import { terminateContract } from './terminate-contract.ts';

const address = { organization: school, outUserId: pupil };
const aboutPupil: NoticeSubject = { type: 'UserState', organization: school, outUserId: pupil };
type School = Awaited<ReturnType<typeof openSchool>>;
const told = async ({ deps }: School, since?: number, countMax = 100): Promise<DenyListDelta> =>
  right(await readDenyList(deps)(school, since, countMax)());
const listed = async (world: School): Promise<readonly string[]> =>
  (await told(world)).changes.filter(({ denied }) => denied).map(({ outUserId }) => outUserId);
const ended = () => ({
  ...signed(),
  contract: { ...signed().contract, status: 'terminated', terminatedAt: signed().startedAt } as never,
});

/** What denies the pupil, and what allows again; each by the use case that learns of it. */
const ways: readonly (readonly [string, (world: School) => Promise<unknown>, (world: School) => Promise<unknown>])[] = [
  ['blocked by us', ({ deps }) => disableMember(deps)(address)(), ({ deps }) => enableMember(deps)(address)()],
  [
    'disabled by WeChat, told by a notice',
    (world) => noticed(world, 'n1', { ...signed(), usage: 'disabled' }),
    (world) => noticed(world, 'n2', signed()),
  ],
  [
    'terminated in WeChat, found by a reading; signed again',
    (world) => synced(world, ended()),
    (world) => synced(world, { ...signed(), contract: { ...signed().contract, contractId: 'CI2' } as never }),
  ],
];
const noticed = async (world: School, id: string, reading: ReturnType<typeof signed>): Promise<void> => {
  world.world.reading = reading;
  await world.notice(id, aboutPupil);
  expect(await world.applyNotices()).toEqual([E.right(undefined)]);
};
const synced = async (world: School, reading: ReturnType<typeof signed>): Promise<void> => {
  world.world.reading = reading;
  right(await syncMember(world.deps)(address)());
};

describe.each([{ decideTwice: false }, { decideTwice: true }])('the deny list (INV-42), %o', (faults) => {
  test.each(ways)('%s: on the list in the same transaction, and off it again', async (_, deny, allow) => {
    const world = await openSchool(faults);
    right(await syncMember(world.deps)(address)());
    expect(await told(world)).toEqual({ version: 0, complete: true, more: false, changes: [] });
    await deny(world);
    const entry = { outUserId: pupil, userId: signed().userId };
    expect(await told(world, 0)).toMatchObject({ version: 1, changes: [{ ...entry, denied: true }] });
    expect(await told(world, 1)).toEqual({ version: 1, complete: false, more: false, changes: [] });
    world.pass(minute);
    await allow(world);
    expect(await told(world, 1)).toEqual({
      version: 2,
      complete: false,
      more: false,
      changes: [{ ...entry, denied: false }],
    });
  });

  test('a termination is on the list from its intent on, whether or not WeChat answers', async () => {
    const world = await openSchool(faults);
    right(await syncMember(world.deps)(address)());
    const silent = {
      ...world.deps,
      members: { ...world.deps.members, terminate: () => async () => E.left(lostAnswer) },
    };
    expect(await terminateContract(silent)(address)()).toEqual(E.left(lostAnswer));
    expect(await listed(world)).toEqual([pupil]);
    world.world.reading = ended();
    world.pass(minute);
    right(await terminateContract(world.deps)(address)());
    expect((await told(world)).version).toBe(1);
  });

  test('who is blocked before signing up is listed without WeChat’s id', async () => {
    const world = await openSchool(faults);
    world.world.reading = undefined;
    right(await disableMember(world.deps)(address)());
    expect((await told(world)).changes).toEqual([{ outUserId: pupil, denied: true }]);
  });

  test('an advance that reaches the configured number denies, its repayment allows', async () => {
    const world = await openSchool(faults);
    Object.assign(world.deps, { policy: { ...defaultPolicy, denyAtOpenAdvances: 2 } });
    right(await syncMember(world.deps)(address)());
    world.world.onSend = (request) => E.right({ ...paid(request, world.now()), debt: 'open' });
    world.world.onQuery = (request) => E.right({ ...paid(request, world.now()), debt: 'open' });
    await world.upload(world.device, voucher(1));
    await world.progress();
    expect(await listed(world)).toEqual([]);
    await world.upload(world.device, voucher(2));
    await world.progress();
    expect(await listed(world)).toEqual([pupil]);
    world.world.onQuery = (request) => E.right({ ...paid(request, world.now()), debt: 'repaid' });
    world.pass(7 * 60 * minute);
    await world.progress();
    expect((await world.deductions()).map(({ status }) => status)).toEqual(['repaid', 'repaid']);
    expect(await told(world, 1)).toMatchObject({ version: 2, changes: [{ outUserId: pupil, denied: false }] });
  });

  test('where nothing is configured, advances alone never deny', async () => {
    const world = await openSchool(faults);
    right(await syncMember(world.deps)(address)());
    world.world.onSend = (request) => E.right({ ...paid(request, world.now()), debt: 'open' });
    for (const n of [1, 2, 3]) await world.upload(world.device, voucher(n));
    await world.progress();
    expect((await world.deductions()).map(({ status }) => status)).toEqual(['advanced', 'advanced', 'advanced']);
    expect(await told(world)).toEqual({ version: 0, complete: true, more: false, changes: [] });
  });
});

describe('what a terminal hears', () => {
  const profile = { name: '李雷', phone: '13800000000', userType: 'student', classOrPost: '七年级1班' } as const;
  const many = async (count: number): Promise<School> => {
    const world = await openSchool();
    world.world.reading = undefined;
    for (let n = 1; n <= count; n += 1) {
      const one = { organization: school, outUserId: `pupil-000${n}` as OutUserId };
      right(await putMember(world.deps)(one, profile)());
      right(await disableMember(world.deps)(one)());
    }
    return world;
  };

  test('pages follow each other without gap or repetition, and only the first forgets what was there', async () => {
    const world = await many(5);
    const pages: DenyListDelta[] = [];
    do pages.push(await told(world, pages.at(-1)?.version, 2));
    while (pages.at(-1)?.more === true);
    expect(pages.map(({ version, complete, more }) => [version, complete, more])).toEqual([
      [2, true, true],
      [4, false, true],
      [5, false, false],
    ]);
    expect(pages.flatMap(({ changes }) => changes.map(({ outUserId }) => outUserId))).toEqual(
      [1, 2, 3, 4, 5].map((n) => `pupil-000${n}`),
    );
  });

  test('a version above ours, from before a restore, is answered with everything', async () => {
    const world = await many(2);
    expect(await told(world, 3)).toMatchObject({ version: 2, complete: true });
    expect((await told(world, 3)).changes).toHaveLength(2);
  });

  test('a school that is not ours has no list', async () => {
    const world = await openSchool();
    expect(await readDenyList(world.deps)('O9' as never, undefined, 10)()).toEqual(
      E.left({ type: 'OrganizationNotAdopted' }),
    );
  });
});

const lostAnswer = { type: 'WechatUnknown', reason: 'timeout', trace: {} } as const;
