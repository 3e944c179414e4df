import { Fen, OutUserId } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { entryOf, must200, type ServerPupil, signUp } from '../support/server-school.ts';
import { must, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  return world.close;
});
const shown = async ({ path }: ServerPupil) => (await classroom.get(path)).json;
/** A meal that WeChat advances. */
const owe = async (pupil: ServerPupil): Promise<void> => {
  await world.school.fund(must(OutUserId.of(pupil.outUserId)), must(Fen.of(0)), true);
  must200(await classroom.terminal.upload([entryOf(await classroom.terminal.mint(pupil, 900))]));
  await classroom.work();
};

describe('FAQ 1.10 INV-44: a contract with an open advance', () => {
  it('is not ended before it is repaid: 409 names the verb, nothing changes; repaid, it ends, and the record stays', async () => {
    const pupil = await signUp(world, 'pupil-91');
    await owe(pupil);
    expect(await shown(pupil)).toMatchObject({ debt: { open: true }, contract: { status: 'signed' } });
    const { json } = await classroom.refused(409, 'POST', `${pupil.path}/terminate`);
    expect(json).toMatchObject({ code: 'advances-open', detail: expect.stringContaining('/repayment-link') });
    expect(json['detailZh']).toContain('还款');
    expect(must200(await classroom.call('POST', `${pupil.path}/repayment-link`)).json['url']).toMatch(/^https?:/u);
    await world.school.repay(must(OutUserId.of(pupil.outUserId)));
    await world.school.pass(world.ports.policy.repaymentPollMs);
    await classroom.work();
    expect(await shown(pupil)).toMatchObject({ debt: { open: false } });
    must200(await classroom.call('POST', `${pupil.path}/terminate`));
    expect(await shown(pupil)).toMatchObject({ contract: { status: 'terminated' } });
    const sales = `/v1/deductions?organizationId=${classroom.organization}&member=${pupil.outUserId}`;
    expect((await classroom.get(sales)).json['items']).toMatchObject([{ state: 'repaid', amountFen: 900 }]);
  });
});

describe('a termination that WeChat has done already', () => {
  it('FAQ 2.6: its vague refusal is settled by reading the contract again, with the time of its end', async () => {
    const pupil = await signUp(world, 'pupil-92');
    await world.school.endContract(pupil.userId); // inside WeChat; no notice has come
    const { json } = must200(await classroom.call('POST', `${pupil.path}/terminate`));
    expect(json).toMatchObject({
      contract: {
        status: 'terminated',
        signedAt: expect.any(String),
        terminatedAt: expect.stringMatching(/\+08:00$/u),
      },
    });
  });
});

describe('INV-38 FAQ 1.10: signed again after the end', () => {
  it('is another contract of the same pupil; a sale held before it is charged under it only when somebody releases it', async () => {
    const pupil = await signUp(world, 'pupil-93');
    const before = (await shown(pupil))['contract'];
    must200(await classroom.call('POST', `${pupil.path}/terminate`));
    const stale = await classroom.terminal.mint(pupil, 1100); // the terminal has not heard of it
    must200(await classroom.terminal.upload([entryOf(stale)]));
    await classroom.work();
    const again = await signUp(world, 'pupil-93');
    expect(again.userId).toBe(pupil.userId);
    const { contract } = await shown(again);
    expect(contract).toMatchObject({ status: 'signed', contractId: expect.any(String) });
    expect(contract).not.toMatchObject({ contractId: idOf(before) });
    await classroom.work();
    expect(await ordersOf(pupil)).toEqual([]);
    const [held] = await salesOf(pupil);
    expect(held).toMatchObject({ state: 'held', amountFen: 1100 });
    const release = `/v1/deductions/${String(held?.['deductionId'])}/release?organizationId=${classroom.organization}`;
    must200(await classroom.call('POST', release, { reason: '家长已确认' }));
    await classroom.work();
    expect(await salesOf(pupil)).toMatchObject([{ state: 'paid' }]);
    expect(await ordersOf(pupil)).toMatchObject([{ contractId: idOf(contract) }]);
  });
});
const idOf = (contract: unknown): unknown => Object.fromEntries(Object.entries(contract ?? {}))['contractId'];
const salesOf = async ({ outUserId }: ServerPupil) => {
  const path = `/v1/deductions?organizationId=${classroom.organization}&member=${outUserId}`;
  return itemsOf((await classroom.get(path)).json['items']);
};
const ordersOf = async ({ userId }: ServerPupil) => {
  const { orders } = await world.school.control('GET', '/ledger');
  return itemsOf(orders).filter((order) => order['userId'] === userId);
};
