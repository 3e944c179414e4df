import { Fen, minute } from '@facepay/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must, tokens } from '../support/server-world.ts';

let classroom: Classroom;
beforeEach(async () => {
  classroom = await openClassroom();
  return classroom.world.close;
});

/** Requests to deduct that left us so far. */
const deducts = (): number => classroom.world.school.requestsTo('/v3/offlineface/transactions');

describe('operators and members who may not pay', () => {
  it.each([
    ['terminate', 'held', 'contract', 'contract-ended', 'contract-ended'],
    ['disable', 'held', 'disabled', 'user-disabled', 'blocked-by-us'],
  ])(
    'BAD-56 INV-37 FAQ Q2 after %s a stale sale is %s (%s), its release 409 %s, and no request leaves',
    async (move, state, reason, code, why) => {
      const { pupil, organization, call, sell, work, get } = classroom;
      await sell(100);
      await work();
      expect(deducts()).toBe(1); // as long as the pupil may pay
      expect((await call('POST', `${pupil.path}/${move}`)).status).toBe(200);
      const before = deducts();
      const id = await sell(1250);
      await work();
      const target = `/v1/deductions/${id}?organizationId=${organization}`;
      const held = (await get(target)).json;
      const reasons = [{ code: why, en: expect.any(String), zh: expect.any(String) }];
      expect(held).toMatchObject({ state, reason, reasons });
      expect((await get(pupil.path)).json).toMatchObject({ canPay: { ok: false, reasons } });
      const release = `/v1/deductions/${id}/release?organizationId=${organization}`;
      const answer = await call('POST', release, { reason: '家长同意' }, tokens.operator);
      expect([answer.status, answer.json['code']]).toEqual([409, code]);
      expect(answer.json['reasons']).toEqual(reasons); // the same sentences everywhere
      await work();
      expect((await get(target)).json).toEqual(held); // its history too
      expect(deducts()).toBe(before);
    },
  );
  it('INV-44 a termination that WeChat refuses for an open advance is a 409, and the contract is in force again', async () => {
    const { pupil, organization, call, sell, work, get, world } = classroom;
    await world.school.fund(pupil.outUserId, must(Fen.of(0)), true);
    const id = await sell(900);
    await world.school.disturb('answer-lost'); // of an advance that we know of, nobody asks WeChat: repayment comes first
    const due = must(await world.store.dueWork.claim('deduction', world.school.now(), minute, 10)());
    for (const claimed of due) must(await world.useCases.progressDeduction(claimed)());
    expect((await get(`/v1/deductions/${id}?organizationId=${organization}`)).json).toMatchObject({ state: 'unknown' });
    const answer = await call('POST', `${pupil.path}/terminate`);
    expect([answer.status, answer.json['code']]).toEqual([409, 'wechat-refused']);
    expect(answer.json['wechat']).toMatchObject({ httpStatus: 400 });
    const { json } = await get(pupil.path);
    expect(json).toMatchObject({
      contract: { status: 'signed' },
      denied: false,
      debt: { open: false },
      canPay: { ok: true },
    });
    await work();
    expect((await get(pupil.path)).json).toMatchObject({ debt: { open: true, deductionIds: [id] } });
  });
});
