import { type FaceUser, hour, minute, type ReasonCode, ref, type UserReading } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { lost, openSchool, pupil, right, school, signed, voucher } from '../test/school.ts';
import { disableMember, enableMember } from './block-member.ts';
import { decideHeldDeduction } from './decide-held-deduction.ts';
import { syncMember } from './sync-member.ts';
import { terminateContract } from './terminate-contract.ts';

const address = { organization: school, outUserId: pupil };
type School = Awaited<ReturnType<typeof openSchool>>;
const { contract } = signed();
const ended = { ...contract, status: 'terminated', terminatedAt: signed().startedAt } as UserReading['contract'];
const read = async (world: School, reading: Partial<UserReading>): Promise<FaceUser> => {
  world.world.reading = { ...signed(), ...reading };
  world.pass(minute);
  return right(await syncMember(world.deps)(address)());
};

/** Every way in which a pupil may no longer pay, with the reason that the sale is held for. */
const bars: readonly (readonly [string, string, object, ReasonCode, (world: School) => Promise<unknown>])[] = [
  [
    'a contract that ended',
    'contract',
    { type: 'ContractEnded', ending: false },
    'contract-ended',
    (world) => read(world, { contract: ended }),
  ],
  [
    'a contract that is about to end',
    'contract',
    { type: 'ContractEnded', ending: true },
    'contract-ending',
    ({ deps }) => {
      const silent = { ...deps, members: { ...deps.members, terminate: () => async () => E.left(lost) } };
      return terminateContract(silent)(address)();
    },
  ],
  [
    'one whom we blocked',
    'disabled',
    { type: 'UserDisabled', by: 'us' },
    'blocked-by-us',
    ({ deps }) => disableMember(deps)(address)(),
  ],
  [
    'one whom WeChat disabled',
    'disabled',
    { type: 'UserDisabled', by: 'wechat' },
    'disabled-by-wechat',
    (world) => read(world, { usage: 'disabled' }),
  ],
];
/** A sale of a terminal that has not heard of it yet. */
const staleSale = async (bar: (world: School) => Promise<unknown>) => {
  const world = await openSchool({ decideTwice: true });
  await read(world, {});
  await bar(world);
  const [answer] = right(await world.upload(world.device, voucher(1)));
  await world.progress();
  const [sale] = await world.deductions();
  if (sale === undefined) throw new Error('the sale was dropped');
  return { world, answer, sale, decide: decideHeldDeduction(world.deps) };
};
const later = async (world: School) => right(await world.store.reads.page('deduction', {}, 10)()).items[0];

describe.each(bars)('a stale terminal sells to %s', (_, reason, refusal, code, bar) => {
  test('INV-37 FAQ Q2 the sale is acknowledged, held with its reason in the words of canPay, neither charged nor dropped', async () => {
    const { world, answer, sale } = await staleSale(bar);
    expect(answer).toMatchObject({ status: 'accepted', acknowledgement: 'ack 1' });
    expect(sale).toMatchObject({ status: 'held', reason, why: [code] });
    expect(world.sent).toEqual([]);
    expect(right(await world.store.reads.find(school, ref('voucher', sale.voucher))())?.bytes).toBe('voucher 1');
  });
  test('INV-37 uploaded hours later at night it is held at once, and does not wait for a window', async () => {
    const { sale } = await staleSale(async (world) => {
      await bar(world);
      world.pass(10 * hour); // of a sale at noon, at 22:00
    });
    expect(sale).toMatchObject({ status: 'held', reason, why: [code] });
  });
  test('BAD-56 it is not released while that lasts: refused, unchanged, no request leaves', async () => {
    const { world, sale, decide } = await staleSale(bar);
    expect(await decide(school, sale.id, { type: 'Release', reason: '家长同意' })()).toEqual(E.left(refusal));
    await world.progress();
    expect(await later(world)).toEqual(sale);
    expect(world.sent).toEqual([]);
  });
  test('it can be given up', async () => {
    const { sale, decide } = await staleSale(bar);
    const dead = right(await decide(school, sale.id, { type: 'GiveUp', reason: '退学' })());
    expect(dead.status).toBe('dead');
  });
});

describe('when it has passed', () => {
  test('BAD-56 INV-19 enabled again, the sale waits for its release and is charged then', async () => {
    const { world, sale, decide } = await staleSale(({ deps }) => disableMember(deps)(address)());
    world.pass(minute);
    right(await enableMember(world.deps)(address)());
    await world.progress();
    expect((await later(world))?.status).toBe('held');
    right(await decide(school, sale.id, { type: 'Release', reason: '已恢复' })());
    await world.progress();
    expect((await later(world))?.status).toBe('paid');
    const again = await decide(school, sale.id, { type: 'Release', reason: '已恢复' })();
    expect(E.isLeft(again)).toBe(true);
    expect(world.sent).toHaveLength(1);
  });
  test('INV-38 signed again under another contract, an older sale is charged only by an approval', async () => {
    const { world, sale, decide } = await staleSale((school_) => read(school_, { contract: ended }));
    await read(world, { contract: { ...contract, contractId: 'CI2' } as UserReading['contract'] });
    await world.progress();
    expect(world.sent).toEqual([]);
    right(await decide(school, sale.id, { type: 'Release', reason: '家长同意' })());
    await world.progress();
    expect((await later(world))?.status).toBe('paid');
  });
});
