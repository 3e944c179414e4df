import { minute } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { entryOf, must200, type ServerPupil, type ServerTerminal, signUp } from '../support/server-school.ts';
import { must, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let pupil: ServerPupil;
let terminal: ServerTerminal;
let school: string;
let call: Classroom['call'];
let get: Classroom['get'];
let sell: Classroom['sell'];
let refused: Classroom['refused'];
let work: Classroom['work'];
beforeAll(async () => {
  const classroom = await openClassroom();
  ({ world, pupil, terminal, organization: school, call, get, sell, work, refused } = classroom);
  return world.close;
});

describe('deductions', () => {
  it('a meal is received, charged, and tells its story', async () => {
    const id = await sell(1250);
    const target = `/v1/deductions/${id}?organizationId=${school}`;
    expect((await get(target)).json).toMatchObject({
      deductionId: id,
      state: 'received',
      amountFen: 1250,
      outUserId: 'pupil-1',
      deviceId: 'device-1',
      attemptsTotal: 0,
      nextAttemptAt: expect.stringMatching(/\+08:00$/u),
    });
    await work();
    const { json } = await get(target);
    expect(json).toMatchObject({ state: 'paid', attemptsTotal: 1, paidAt: expect.stringMatching(/\+08:00$/u) });
    expect(json).not.toHaveProperty('nextAttemptAt');
    expect(json['generations']).toEqual([
      {
        deductionNo: json['deductionNo'],
        attempts: [{ at: expect.stringMatching(/^2026-09-07T12:.*\+08:00$/u) }],
        queries: [],
      },
    ]);
    const types = itemsOf(json['events']).map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['DeductionReceived', 'DeductionReserved', 'AttemptBegun', 'DeductionPaid']),
    );
    expect((await get(pupil.path)).json).toMatchObject({ limits: { dayUsedFen: 1250, dayLeftFen: 48_750 } });
  });
  it('is found by state, member, device and day', async () => {
    const id = await sell(700, { saleAtMs: String(world.school.now() - 24 * 60 * minute) });
    const found = async (filter: string) =>
      itemsOf((await get(`/v1/deductions?organizationId=${school}&${filter}`)).json['items']).map(
        ({ deductionId }) => deductionId,
      );
    expect(await found('day=2026-09-06')).toEqual([id]);
    expect(await found('state=received')).toEqual([id]);
    expect(await found('member=pupil-1&device=device-1&state=received&day=2026-09-06')).toEqual([id]);
    expect(await found('member=pupil-2')).toEqual([]);
    expect(await found('device=device-2')).toEqual([]);
    expect(await found('day=2026-09-05')).toEqual([]);
    expect((await get(`/v1/deductions?organizationId=${school}&day=2027-02-29`)).status).toBe(422);
  });
  it('BAD-58: two operators release the same held sale: one succeeds, the other gets 409', async () => {
    const id = await sell(1250, { userId: 'FUother' });
    const target = `/v1/deductions/${id}/release?organizationId=${school}`;
    const answers = await Promise.all([1, 2].map(() => call('POST', target, { reason: '已核实' }, tokens.operator)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.json['code']).toBe('deduction-not-held');
    const third = await refused(409, 'POST', target, { token: tokens.operator, body: { reason: '已核实' } });
    expect(third.json['code']).toBe('deduction-not-held');
  });
  it('a held sale is given up for good, with the reason', async () => {
    const id = await sell(1250, { userId: 'FUother' });
    const target = `/v1/deductions/${id}/give-up?organizationId=${school}`;
    expect((await call('POST', target, {})).status).toBe(422);
    expect((await call('POST', target, { reason: '误刷' })).json).toMatchObject({ state: 'dead', reason: '误刷' });
    expect((await call('POST', target, { reason: '误刷' })).status).toBe(200); // the same decision again
    const release = await call('POST', target.replace('give-up', 'release'), { reason: '已核实' });
    expect([release.status, release.json['code']]).toEqual([409, 'deduction-not-held']);
    expect(world.log()).not.toContain('误刷');
  });
  it('BAD-59: a charge that would pass the day limit by 1 fen is held, one exactly at the limit is charged', async () => {
    const saver = await signUp(world, 'pupil-4');
    const charge = async (amounts: readonly number[]): Promise<readonly unknown[]> => {
      const entries = [];
      for (const amount of amounts) entries.push(entryOf(await terminal.mint(saver, amount)));
      must200(await terminal.upload(entries));
      await work();
      const { json } = await get(`/v1/deductions?organizationId=${school}&member=pupil-4&pageSize=200`);
      const found = itemsOf(json['items']);
      return amounts.map((amount) => found.findLast(({ amountFen }) => amountFen === amount)?.['state']);
    };
    expect(await charge([10_000, 9_999, 9_998, 9_997, 9_996])).toEqual(['paid', 'paid', 'paid', 'paid', 'paid']);
    expect(await charge([11])).toEqual(['held']);
    expect(await charge([10])).toEqual(['paid']);
    expect((await get(saver.path)).json).toMatchObject({ limits: { dayUsedFen: 50_000, dayLeftFen: 0 } });
  });
  it('BAD-60: of 16 charges of 100 yuan at once five at most go through', async () => {
    const hungry = await signUp(world, 'pupil-6');
    const entries = [];
    for (let count = 0; count < 16; count += 1) entries.push(entryOf(await terminal.mint(hungry, 10_000)));
    must200(await terminal.upload(entries));
    const due = must(await world.store.dueWork.claim('deduction', world.school.now(), minute, 100)());
    await Promise.all(due.map((claimed) => world.useCases.progressDeduction(claimed)()));
    await work();
    const { json } = await get(`/v1/deductions?organizationId=${school}&member=pupil-6&pageSize=200`);
    const states = itemsOf(json['items']).map(({ state }) => state);
    expect(states.filter((state) => state === 'paid')).toHaveLength(5);
    expect(states.filter((state) => state === 'held')).toHaveLength(11);
    expect((await get(hungry.path)).json).toMatchObject({
      limits: { dayLeftFen: 0 },
      canPay: { ok: false, reasons: [{ code: 'day-limit-platform' }] },
    });
  });
  it("BAD-79: another tenant's is neither seen nor moved, and answered like a missing one", async () => {
    const id = await sell(1250, { userId: 'FUother' });
    const digest = await world.store.storeDigest();
    const answered = async (method: string, one: string, rest: string) => {
      const body = method === 'GET' ? undefined : { reason: '已核实' };
      const answer = await call(
        method,
        `/v1/deductions/${one}${rest}?organizationId=${school}`,
        body,
        tokens.boundAdmin,
      );
      expect(answer.status).toBe(404);
      return { ...answer.json, requestId: '' };
    };
    for (const [method, rest] of [
      ['GET', ''],
      ['POST', '/release'],
      ['POST', '/give-up'],
    ] as const)
      expect(await answered(method, id, rest)).toEqual(await answered(method, `d${'0'.repeat(30)}`, rest));
    expect((await call('GET', `/v1/deductions/${id}`, undefined, tokens.boundAdmin)).status).toBe(404);
    expect(await world.store.storeDigest()).toBe(digest);
  });
  it('a token of no organization must name one', async () => {
    expect((await get(`/v1/deductions/d${'0'.repeat(24)}`)).json).toMatchObject({
      code: 'shape-wrong',
      fields: [{ name: 'organizationId' }],
    });
  });
});
