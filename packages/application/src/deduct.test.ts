import { type Fen, minute, msBetween, second } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { decideHeldDeduction } from './decide-held-deduction.ts';
import { lost, openSchool, paid, pupil, signed, voucher } from '../test/school.ts';

const statuses = async (world: Awaited<ReturnType<typeof openSchool>>): Promise<readonly string[]> =>
  (await world.deductions()).map(({ status }) => status);

describe.each([{ decideTwice: false }, { decideTwice: true }])('a sale on its way, %o', (faults) => {
  test('a signed pupil pays: reserved before it is sent, settled after a verified answer (INV-8, INV-10)', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = (request) => {
      expect(world.sent).toHaveLength(1);
      return E.right(paid(request, world.now()));
    };
    await world.progress();
    expect(await statuses(world)).toEqual(['paid']);
    expect(await world.spending()).toMatchObject({ open: [], settled: [{ amount: 1_000 }] });
    expect(await world.progress()).toEqual([]);
  });

  test('INV-6 a retry sends the stored bytes under the stored number', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.right({ type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' });
    await world.progress();
    expect(await statuses(world)).toEqual(['failed']);
    world.pass(31 * minute);
    await world.progress();
    expect(world.sent).toHaveLength(2);
    expect(world.sent[1]).toEqual(world.sent[0]);
  });

  test('INV-33 the sixth attempt of a day never leaves', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.right({ type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' });
    for (let round = 0; round < 40; round += 1) {
      await world.progress();
      world.pass(15 * minute);
    }
    expect(world.sent).toHaveLength(5);
    world.pass(14 * 60 * minute); // to noon of the next day, inside a window (BAD-57)
    await world.progress();
    expect(world.sent).toHaveLength(6);
  });

  test('BAD-57 a retry that is taken up after its window waits for the next one', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.right({ type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' });
    await world.progress();
    world.pass(12 * 60 * minute); // nobody worked: it was due long ago, and no window is open
    await world.progress();
    expect(world.sent).toHaveLength(1);
    const [waiting] = await world.deductions();
    expect(waiting).toMatchObject({ status: 'failed', attempts: { total: 1 } });
    expect(waiting?.leaseUntil).toBeUndefined();
    world.pass(msBetween(world.now(), waiting?.dueAt ?? world.now()));
    await world.progress();
    expect(world.sent).toHaveLength(2);
  });

  test('INV-9 a lost answer is unknown and keeps its reservation; the query ends it (INV-11)', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.left(lost);
    await world.progress();
    expect(await statuses(world)).toEqual(['unknown']);
    expect(await world.spending()).toMatchObject({ open: [{ amount: 1_000 }] });
    world.world.onQuery = (request) => E.right(paid(request, world.now()));
    world.pass(3 * second);
    await world.progress();
    expect(await statuses(world)).toEqual(['paid']);
    expect(world.sent).toHaveLength(1);
  });

  test('INV-12 "not found" frees the sale only once no request can be on its way, then the same number goes again', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.left(lost);
    await world.progress();
    world.pass(30 * second);
    await world.progress();
    expect(await statuses(world)).toEqual(['unknown']);
    world.world.onSend = (request) => E.right(paid(request, world.now()));
    for (let round = 0; round < 6; round += 1) {
      world.pass(minute);
      await world.progress();
    }
    expect(await statuses(world)).toEqual(['paid']);
    expect(world.sent).toHaveLength(2);
    expect(world.sent[1]).toEqual(world.sent[0]);
  });

  test('INV-7 a closed order gets a new number only after a query says that nobody paid', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.right({ type: 'Closed' });
    await world.progress();
    expect(await statuses(world)).toEqual(['unknown']);
    world.world.onQuery = () => E.right({ type: 'Closed' });
    world.world.onSend = (request) => E.right(paid(request, world.now()));
    for (let round = 0; round < 6; round += 1) {
      world.pass(minute);
      await world.progress();
    }
    expect(await statuses(world)).toEqual(['paid']);
    expect(world.sent.map(({ no }) => no.slice(-2))).toEqual(['01', '02']);
  });

  test('INV-16 who lost the lease stores nothing; the next holder asks WeChat', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => {
      world.pass(31 * second); // a pause longer than the lease
      void world.store.dueWork.claim('deduction', world.now(), 30_000, 1)();
      return E.right({ type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' });
    };
    const [late] = await world.progress();
    expect(late).toEqual(E.left({ type: 'LeaseLost' }));
    expect(await statuses(world)).toEqual(['in-flight']);
    world.world.onQuery = (request) => E.right(paid(request, world.now()));
    world.pass(31 * second);
    await world.progress();
    expect(await statuses(world)).toEqual(['paid']);
  });

  test('INV-23 BAD-59 exactly at the limit is paid, one fen more is held and never sent', async () => {
    const world = await openSchool(faults);
    const full = [1, 2, 3, 4, 5].map((n) => voucher(n, { amount: 10_000 as Fen }));
    await world.upload(world.device, ...full, voucher(6, { amount: 1 as Fen }));
    await world.progress();
    expect((await statuses(world)).toSorted()).toEqual(['held', 'paid', 'paid', 'paid', 'paid', 'paid']);
    expect(world.sent).toHaveLength(5);
    expect((await world.deductions()).find(({ status }) => status === 'held')?.reason).toBe('limit');
  });

  test('INV-28 a test merchant takes one yuan a day', async () => {
    const world = await openSchool({ ...faults, testMerchant: true });
    await world.upload(world.device, voucher(1, { amount: 100 as Fen }), voucher(2, { amount: 1 as Fen }));
    await world.progress();
    expect((await statuses(world)).toSorted()).toEqual(['held', 'paid']);
  });

  test('INV-35 INV-37 after a termination is known here, a sale is held and nothing leaves', async () => {
    const world = await openSchool(faults);
    const { contract } = signed();
    if (contract.status === 'signed')
      world.world.reading = { ...signed(), contract: { ...contract, status: 'terminated', terminatedAt: world.now() } };
    await world.upload(world.device, voucher(1));
    await world.progress();
    expect(await statuses(world)).toEqual(['held']);
    expect(world.sent).toEqual([]);
  });

  test('a meal faster than the notice of its signing reads the contract first', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    await world.progress();
    expect(await statuses(world)).toEqual(['paid']);
  });

  test('INV-39 INV-41 FAQ Q6 an advance is recorded as a debt, its repayment ends it', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = (request) => E.right({ ...paid(request, world.now()), debt: 'open' } as never);
    await world.progress();
    expect(await statuses(world)).toEqual(['advanced']);
    const member = async () => world.store.reads.page('member', {}, 10)();
    expect(await member()).toMatchObject({ right: { items: [{ outUserId: pupil, debts: [expect.anything()] }] } });
    world.world.onQuery = (request) => E.right({ ...paid(request, world.now()), debt: 'repaid' } as never);
    world.pass(7 * 60 * minute);
    await world.progress();
    expect(await statuses(world)).toEqual(['repaid']);
    expect(await member()).toMatchObject({ right: { items: [{ debts: [] }] } });
  });

  test('INV-99 an outcome unknown for two days waits for a person and keeps its part of the limit', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    world.world.onSend = () => E.left(lost);
    world.world.onQuery = () => E.left(lost);
    for (let round = 0; round < 60; round += 1) {
      await world.progress();
      world.pass(61 * minute);
    }
    expect(await statuses(world)).toEqual(['held']);
    expect(await world.spending()).toMatchObject({ open: [{ amount: 1_000 }] });
    expect(world.sent).toHaveLength(1);

    const [held] = await world.deductions();
    if (held === undefined) throw new Error('there is one');
    const operator = decideHeldDeduction(world.deps);
    expect(await operator(held.organization, held.id, { type: 'Release', reason: 'looked at' })()).toEqual(
      E.left(lost),
    );
    world.world.onQuery = () => E.right({ type: 'NotFound' });
    const asked = await operator(held.organization, held.id, { type: 'Release', reason: 'looked at' })();
    expect(asked).toMatchObject({ right: { status: 'held', reason: 'refused: not charged, NotFound' } });
    expect(await world.spending()).toMatchObject({ open: [] });
    world.pass(11 * 60 * minute); // to noon, inside a window (BAD-57)
    const [one, other] = await Promise.all([
      operator(held.organization, held.id, { type: 'Release', reason: 'looked at' })(),
      operator(held.organization, held.id, { type: 'Release', reason: 'looked at' })(),
    ]);
    expect([one, other].filter(E.isRight)).toHaveLength(1); // BAD-58
  });
});
