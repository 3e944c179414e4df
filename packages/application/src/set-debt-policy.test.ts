import {
  type DebtPolicy,
  type DeductionId,
  type DomainEvent,
  hour,
  type OutUserId,
  platform,
  ref,
  type Storage,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { openSchool, paid, pupil, right, school, voucher } from '../test/school.ts';
import { setDebtPolicy } from './set-debt-policy.ts';
import { syncMember } from './sync-member.ts';

type School = Awaited<ReturnType<typeof openSchool>>;
const block = (atOpenAdvances: number): DebtPolicy => ({ type: 'block', atOpenAdvances });
const address = { organization: school, outUserId: pupil };

/** A school whose pupil owes so many advances. */
const owing = async (count: number): Promise<School> => {
  const world = await openSchool();
  right(await syncMember(world.deps)(address)());
  world.world.onSend = (request) => E.right({ ...paid(request, world.now()), debt: 'open' });
  world.world.onQuery = (request) => E.right({ ...paid(request, world.now()), debt: 'open' });
  for (let n = 1; n <= count; n += 1) {
    await world.upload(world.device, voucher(n));
    await world.progress();
  }
  return world;
};
/** Beside that pupil so many others who owe one each. */
const withDebtors = async (count: number): Promise<School> => {
  const world = await owing(1);
  const [debt] = await world.deductions();
  const member = right(await world.deps.reads.find(school, ref('member', pupil))());
  if (debt === undefined || member === undefined) throw new Error('nobody owes');
  const writes = Array.from({ length: count }, (_, n) => {
    const outUserId = `debtor-${String(n).padStart(4, '0')}` as OutUserId;
    const id = `d${String(n).padStart(24, '0')}` as DeductionId;
    return [
      write(ref('member', outUserId), { ...member, outUserId, debts: [id] }),
      write(ref('deduction', id), { ...debt, id, outUserId }),
    ];
  }).flat();
  const work = { organization: school, read: {}, decide: () => E.right({ writes, events: [], result: undefined }) };
  right(await world.deps.storage.transact(work)());
  return world;
};
const listVersion = async ({ deps }: School): Promise<number | undefined> =>
  right(await deps.reads.find(platform, ref('organization', school))())?.denyListVersion;
const denied = async ({ deps }: School): Promise<number> =>
  right(await deps.reads.denyList(school, 0, 1_000)()).filter((entry) => entry.denied).length;
const eventsOf = async ({ deps }: School, type: DomainEvent['body']['type']) => {
  right(await deps.eventLog.number('relay', deps.clock.now(), 1_000, 1_000)());
  return right(await deps.eventLog.after(0, 1_000)()).filter(({ body }) => body.type === type);
};

describe('what a school does with pupils in debt (FAQ 5.10)', () => {
  test('INV-42 whoever owes is on the list with the answer, page after page, each once', async () => {
    const world = await withDebtors(450);
    const stored = right(await setDebtPolicy(world.deps)(school, block(1))());
    expect(await denied(world)).toBe(451);
    expect(stored.denyListVersion).toBe(451);
    expect(await listVersion(world)).toBe(451);
    right(await setDebtPolicy(world.deps)(school, { type: 'allow' })());
    expect(await denied(world)).toBe(0);
  });

  test('cut short, the same request again does the rest, and nothing twice', async () => {
    const world = await withDebtors(20);
    let left = 8;
    const failing: Storage['transact'] = (work) => {
      left -= 1;
      return left < 0
        ? async () => E.left({ type: 'StoreUnavailable', reason: 'disk full' })
        : world.deps.storage.transact(work);
    };
    const cut = await setDebtPolicy({ ...world.deps, storage: { transact: failing } })(school, block(1))();
    expect(E.isLeft(cut)).toBe(true);
    expect(await denied(world)).toBe(7); // the policy itself was the first
    right(await setDebtPolicy(world.deps)(school, block(1))());
    expect([await denied(world), await listVersion(world)]).toEqual([21, 21]);
    expect(await eventsOf(world, 'DebtPolicySet')).toHaveLength(1);
  });

  test('cut short and never repeated, the worker’s next look at the advance does it', async () => {
    const world = await owing(1);
    const onlyPolicy: Storage['transact'] = (work) =>
      'member' in work.read
        ? async () => E.left({ type: 'StoreUnavailable', reason: 'killed' })
        : world.deps.storage.transact(work);
    await setDebtPolicy({ ...world.deps, storage: { transact: onlyPolicy } })(school, block(1))();
    expect(await denied(world)).toBe(0);
    world.pass(7 * hour);
    await world.progress();
    expect(await denied(world)).toBe(1);
  });

  test('FAQ Q2 a school that wants to be warned hears of each advance, with how many are open', async () => {
    const world = await owing(1);
    right(await setDebtPolicy(world.deps)(school, { type: 'warn' })());
    expect(await eventsOf(world, 'DebtWarned')).toEqual([]);
    for (const n of [2, 3]) {
      await world.upload(world.device, voucher(n));
      await world.progress();
    }
    const warned = await eventsOf(world, 'DebtWarned');
    expect(warned.map(({ subject, body }) => ({ ...subject, ...body }))).toEqual(
      [2, 3].map((openAdvances) => ({ kind: 'member', id: pupil, type: 'DebtWarned', openAdvances })),
    );
    expect(await denied(world)).toBe(0);
  });

  test('a school that is not ours has no policy', async () => {
    const { deps } = await openSchool();
    const answer = await setDebtPolicy(deps)('Oelsewhere' as typeof school, block(1))();
    expect(answer).toEqual(E.left({ type: 'OrganizationNotAdopted' }));
  });
});
