import type { DeductionNo, Instant, NoticeSubject, UserReading } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { lost, openSchool, paid, pupil, right, school, signed, subMchid, userId, voucher } from '../test/school.ts';

const aboutPupil: NoticeSubject = { type: 'UserState', organization: school, outUserId: pupil };
type School = Awaited<ReturnType<typeof openSchool>>;
const noticesOf = async (world: School) => right(await world.store.reads.page('notice', {}, 100)()).items;
const member = async (world: School) => right(await world.store.reads.page('member', {}, 10)()).items[0];

const aboutSale = async (
  world: School,
  over: { totalFen?: number; subMchid?: string } = {},
): Promise<NoticeSubject> => ({
  type: 'Deduction',
  no: (await world.deductions())[0]?.no ?? ('none' as DeductionNo),
  claim: { totalFen: 1_000, subMchid, tradeState: 'SUCCESS', ...over },
});

describe.each([{ decideTwice: false }, { decideTwice: true }])('notices, %o', (faults) => {
  test('INV-36 FAQ 1.3 FAQ 1.6 a state notice only triggers a reading', async () => {
    const world = await openSchool(faults);
    expect(await world.notice('n1', aboutPupil)).toEqual(E.right('stored'));
    expect((await member(world))?.contract.status).toBe('absent');
    await world.applyNotices();
    expect(await member(world)).toMatchObject({ userId, contract: { status: 'signed' }, faceImage: 'ready' });
    expect(await noticesOf(world)).toMatchObject([{ status: 'processed' }]);
  });

  test('INV-50 BAD-18 repeats are answered and have one effect', async () => {
    const world = await openSchool(faults);
    await world.notice('n1', aboutPupil);
    expect(await world.notice('n1', aboutPupil)).toEqual(E.right('repeat'));
    await world.applyNotices();
    expect(await world.notice('n1', aboutPupil)).toEqual(E.right('repeat'));
    expect(await world.applyNotices()).toEqual([]);
    expect(await noticesOf(world)).toHaveLength(1);
  });

  test('BAD-19 one id, two contents: the second is kept apart with an alarm', async () => {
    const world = await openSchool(faults);
    await world.notice('n1', aboutPupil, 'first');
    expect(await world.notice('n1', aboutPupil, 'second')).toEqual(E.right('quarantined'));
    expect(await world.notice('n1', aboutPupil, 'second')).toEqual(E.right('quarantined'));
    expect((await noticesOf(world)).map(({ status }) => status).toSorted()).toEqual(['quarantined', 'received']);
  });

  test('INV-52 BAD-17 a notice makes no order and no member', async () => {
    const world = await openSchool(faults);
    await world.notice('n1', { ...aboutPupil, outUserId: 'stranger-1' as never });
    await world.notice('n2', {
      type: 'Deduction',
      no: 'F000001' as DeductionNo,
      claim: { totalFen: 1, subMchid, tradeState: 'SUCCESS' },
    });
    await world.applyNotices();
    expect((await noticesOf(world)).map(({ status, reason }) => [status, reason])).toEqual([
      ['quarantined', 'unknown-member'],
      ['quarantined', 'unknown-deduction'],
    ]);
    expect(await world.deductions()).toEqual([]);
  });

  test('INV-51 with every answer lost a notice leads to the query that settles', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.left(lost);
    await world.progress();
    world.world.onQuery = (request) => E.right(paid(request, world.now()));
    await world.notice('n1', await aboutSale(world));
    await world.applyNotices();
    expect(await world.deductions()).toMatchObject([{ status: 'paid' }]);
    expect(await world.spending()).toMatchObject({ open: [], settled: [{ amount: 1_000 }] });
  });

  test.each([
    ['BAD-16', 'amount-differs', { totalFen: 999 }],
    ['BAD-15', 'foreign-merchant', { subMchid: '1900000999' }],
  ] as const)('%s %s: kept apart, the order unchanged', async (_, reason, over) => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.left(lost);
    await world.progress();
    const before = await world.deductions();
    await world.notice('n1', await aboutSale(world, over));
    await world.applyNotices();
    expect(await noticesOf(world)).toMatchObject([{ status: 'quarantined', reason }]);
    expect(await world.deductions()).toEqual(before);
  });

  test('BAD-20 INV-13 a paid order stays paid whatever a notice or a query says later', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    await world.progress();
    world.world.onQuery = () => E.right({ type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' });
    await world.notice('n1', await aboutSale(world));
    await world.applyNotices();
    expect(await world.deductions()).toMatchObject([{ status: 'paid' }]);
    expect(await noticesOf(world)).toMatchObject([{ status: 'processed' }]);
  });

  test('a notice waits while WeChat cannot be asked, and is done later', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.left(lost);
    await world.progress();
    world.world.onQuery = () => E.left(lost);
    await world.notice('n1', await aboutSale(world));
    await world.applyNotices();
    expect(await noticesOf(world)).toMatchObject([{ status: 'received', tries: 1 }]);
    world.world.onQuery = (request) => E.right(paid(request, world.now()));
    world.pass(2_000);
    await world.applyNotices();
    expect(await noticesOf(world)).toMatchObject([{ status: 'processed' }]);
  });

  test('INV-36 an older answer never overwrites a newer one', async () => {
    const world = await openSchool(faults);
    const { syncMember } = await import('./sync-member.ts');
    const { contract } = signed();
    const ended =
      contract.status === 'signed'
        ? { ...contract, status: 'terminated' as const, terminatedAt: world.now() }
        : contract;
    const answered = Promise.withResolvers<undefined>();
    const slow = {
      ...world.deps,
      members: {
        ...world.deps.members,
        read: (_: unknown, __: unknown, startedAt: Instant) => async (): Promise<E.Either<never, UserReading>> => {
          await answered.promise;
          return E.right({ ...signed(), startedAt });
        },
      },
    };
    const older = syncMember(slow)({ organization: school, outUserId: pupil })();
    await new Promise((resolve) => setImmediate(resolve));
    world.pass(1_000);
    world.world.reading = { ...signed(), contract: ended };
    right(await syncMember(world.deps)({ organization: school, outUserId: pupil })());
    answered.resolve(undefined);
    right(await older);
    expect((await member(world))?.contract.status).toBe('terminated');
  });
});
