import { DenyListDelta } from '@facepay/device-protocol';
import { Fen, hour, minute } from '@facepay/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { readAs } from '../support/read-as.ts';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { entryOf, must200, signUp } from '../support/server-school.ts';
import { must, tokens } from '../support/server-world.ts';

let classroom: Classroom;
beforeEach(async () => {
  classroom = await openClassroom();
  return classroom.world.close;
});
const school = (): string => `/v1/organizations/${classroom.organization}`;
const setPolicy = (body: object, token = tokens.admin) => classroom.call('PUT', `${school()}/debt-policy`, body, token);
const debts = async (query = '') => itemsOf(must200(await classroom.get(`${school()}/debts${query}`)).json['items']);
const member = async () => must200(await classroom.get(classroom.pupil.path)).json;
const deduction = async (id: string) =>
  must200(await classroom.get(`/v1/deductions/${id}?organizationId=${classroom.organization}`)).json;
const fund = (balanceFen: number): Promise<void> =>
  classroom.world.school.fund(classroom.pupil.outUserId, must(Fen.of(balanceFen)), true);
const advance = async (amountFen: number): Promise<string> => {
  await fund(0);
  const id = await classroom.sell(amountFen);
  await classroom.work();
  expect(await deduction(id)).toMatchObject({ state: 'advanced' });
  return id;
};
/** The parent pays, and the worker asks at its next turn. */
const repay = async (): Promise<void> => {
  await classroom.world.school.repay(classroom.pupil.outUserId);
  await classroom.world.school.pass(6 * hour);
  await classroom.work();
};
const deniedAtTerminal = async (): Promise<boolean> => {
  const { terminal, pupil } = classroom;
  const answer = must200(await terminal.signed('GET', `/v1/devices/${terminal.deviceId}/deny-list`));
  const { changes } = readAs(DenyListDelta, answer.json);
  return changes.some(({ outUserId, denied }) => outUserId === pupil.outUserId && denied);
};
const release = (id: string) =>
  classroom.call('POST', `/v1/deductions/${id}/release?organizationId=${classroom.organization}`, { reason: '已还款' });

describe('debts over HTTP', () => {
  it('FAQ 5.8, FAQ Q2: an advance is listed with its deduction, amount and age; INV-41 repaid, it is closed and listed as such', async () => {
    const id = await advance(900);
    await classroom.world.school.pass(hour);
    const [open, ...others] = await debts(`?member=${classroom.pupil.outUserId}`);
    expect([open, others]).toMatchObject([
      { deductionId: id, outUserId: 'pupil-1', state: 'open', amountFen: 900 },
      [],
    ]);
    expect(Number(open?.['ageSeconds'])).toBeGreaterThanOrEqual(3_600);
    expect(await debts('?member=pupil-2')).toEqual([]);
    expect(await member()).toMatchObject({ debt: { open: true, deductionIds: [id] } });
    await repay();
    expect(await debts()).toEqual([]);
    expect(await debts('?state=repaid')).toMatchObject([{ deductionId: id, state: 'repaid', amountFen: 900 }]);
    expect(await member()).toMatchObject({ debt: { open: false, deductionIds: [] } });
  });

  it('FAQ 5.10, INV-42: a school that blocks at 1 turns the pupil away at terminals until the repayment is seen', async () => {
    must200(await setPolicy({ action: 'block', blockAt: 1 }));
    await advance(900);
    expect([await deniedAtTerminal(), (await member())['denied']]).toEqual([true, true]);
    const debt = { ok: false, reasons: [expect.objectContaining({ code: 'open-advances' })] };
    expect(await member()).toMatchObject({ canPay: debt });
    const { items } = must200(await classroom.get(`${school()}/members`)).json;
    expect(itemsOf(items)).toMatchObject([{ canPay: debt }]);
    await repay();
    expect([await deniedAtTerminal(), (await member())['denied']]).toEqual([false, false]);
  });

  it('FAQ 5.10, INV-37: what a stale terminal sells to a pupil in debt is held, not charged, not dropped; repaid and released it is charged', async () => {
    must200(await setPolicy({ action: 'block', blockAt: 1 }));
    await advance(900);
    await fund(100_000);
    const charges = classroom.world.school.requestsTo('/v3/offlineface/transactions');
    const id = await classroom.sell(800);
    await classroom.work();
    expect(await deduction(id)).toMatchObject({ state: 'held', reason: 'debt', attemptsTotal: 0 });
    const early = await release(id); // BAD-56: nothing is charged to this pupil now
    expect([early.status, early.json['code']]).toEqual([409, 'member-in-debt']);
    await classroom.work();
    expect(await deduction(id)).toMatchObject({ state: 'held', reason: 'debt' });
    expect(classroom.world.school.requestsTo('/v3/offlineface/transactions')).toBe(charges);
    await repay();
    must200(await release(id));
    await classroom.work();
    expect(await deduction(id)).toMatchObject({ state: 'paid', amountFen: 800 });
  });

  it('a changed policy holds for debts that are open already: block puts on the list, allow takes off (FAQ 5.10)', async () => {
    await advance(900);
    expect(await deniedAtTerminal()).toBe(false);
    const blocked = must200(await setPolicy({ action: 'block', blockAt: 1 })).json;
    expect(blocked).toMatchObject({ debtPolicy: { action: 'block', blockAt: 1 }, denyListVersion: 1 });
    expect(await deniedAtTerminal()).toBe(true);
    must200(await setPolicy({ action: 'block', blockAt: 2 }));
    expect(await deniedAtTerminal()).toBe(false);
    must200(await setPolicy({ action: 'block', blockAt: 1 }));
    must200(await setPolicy({ action: 'allow' }));
    expect(await deniedAtTerminal()).toBe(false);
  });

  it('FAQ Q1: WeChat’s disabling, the school’s block and the debt are kept apart: none lifts another', async () => {
    must200(await setPolicy({ action: 'block', blockAt: 1 }));
    await advance(900);
    must200(await classroom.call('POST', `${classroom.pupil.path}/disable`));
    await repay();
    expect(await member()).toMatchObject({ denied: true, debt: { open: false } });
    must200(await classroom.call('POST', `${classroom.pupil.path}/enable`));
    expect(await member()).toMatchObject({ denied: false });
    await advance(700);
    must200(await classroom.call('POST', `${classroom.pupil.path}/enable`)); // lifts our block, not the debt
    expect(await member()).toMatchObject({ denied: true });
  });

  it('INV-84 INV-42 advances that open while the policy changes put their debtors on the list, all of them', async () => {
    const { world, terminal } = classroom;
    const names = Array.from({ length: 6 }, (_, n) => `debtor-${n}`);
    const pupils = await Promise.all(names.map((name) => signUp(world, name)));
    for (const pupil of pupils) {
      await world.school.fund(pupil.outUserId, must(Fen.of(0)), true);
      must200(await terminal.upload([entryOf(await terminal.mint(pupil, 500))]));
    }
    const due = must(await world.store.dueWork.claim('deduction', world.school.now(), minute, 100)());
    const charges = due.map((claimed) => world.useCases.progressDeduction(claimed)());
    const [answer] = await Promise.all([setPolicy({ action: 'block', blockAt: 1 }), ...charges]);
    expect(answer.status).toBe(200);
    const seen = await Promise.all(pupils.map(async ({ path }) => must200(await classroom.get(path)).json));
    for (const json of seen) expect(json).toMatchObject({ debt: { open: true }, denied: true });
  });

  it('a school that allows or warns charges on, and no terminal turns the pupil away', async () => {
    for (const action of ['allow', 'warn']) {
      must200(await setPolicy({ action }));
      await advance(500);
      expect(await deniedAtTerminal()).toBe(false);
    }
    expect(await debts()).toHaveLength(2);
  });

  it('the policy is an admin’s, of the own school, and in words that we know', async () => {
    expect((await setPolicy({ action: 'allow' }, tokens.operator)).status).toBe(403);
    expect((await setPolicy({ action: 'allow' }, tokens.boundAdmin)).status).toBe(404);
    const wrong = [
      { action: 'block' },
      { action: 'block', blockAt: 4 },
      { action: 'warn', blockAt: 1 },
      { action: 'ban' },
    ];
    for (const body of wrong) expect((await setPolicy(body)).status).toBe(422);
    const { json } = await classroom.get(school());
    expect(json).not.toHaveProperty('debtPolicy');
  });
});
