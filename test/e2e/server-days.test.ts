import { type BeijingDay, dayOf, daysAfter, Fen, hour, minute, startOf } from '@facepay/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { entryOf, must200 } from '../support/server-school.ts';
import { must, tokens } from '../support/server-world.ts';

let classroom: Classroom;
beforeEach(async () => {
  classroom = await openClassroom();
  return classroom.world.close;
});
const today = (): BeijingDay => dayOf(classroom.world.school.now());
const dayPath = (day = today()): string => `/v1/organizations/${classroom.organization}/days/${day}`;
const sheet = async (day = today()) => must200(await classroom.get(dayPath(day))).json;
const untilMidnight = (): Promise<void> => {
  const { school } = classroom.world;
  return school.pass(startOf(daysAfter(today(), 1)) - school.now());
};

/** Sent, and asked about until WeChat has paid it out. */
const workRefunds = async (): Promise<void> => {
  const { store, school, useCases } = classroom.world;
  for (let round = 0; round < 4; round += 1) {
    const due = must(await store.dueWork.claim('refund', school.now(), minute, 10)());
    for (const claimed of due) must(await useCases.progressRefund(claimed)());
    await school.pass(hour);
  }
};

describe('day closing over HTTP (INV-31)', () => {
  it('sums what became of the day’s sales, by terminal, and closes once nothing moves', async () => {
    const day = today();
    await classroom.sell(1_200);
    await classroom.sell(800);
    const held = await classroom.sell(0);
    expect(await sheet()).toMatchObject({
      closed: false,
      openBecause: ['day-not-over', 'pending'],
      pending: { count: 2, amountFen: 2_000 },
      held: { count: 1, amountFen: 0 },
    });
    await classroom.work();
    await untilMidnight();
    const closed = await sheet(day);
    expect(closed).toMatchObject({
      organizationId: classroom.organization,
      date: day,
      closed: true,
      openBecause: [],
      minted: { count: 3, amountFen: 2_000 },
      settled: { count: 2, amountFen: 2_000 },
      paid: { count: 2, amountFen: 2_000 },
      advanced: { count: 0, amountFen: 0 },
      held: { count: 1, amountFen: 0 },
      missingVouchers: 0,
      ledger: { salesFen: -2_000, payersFen: 2_000, receivableFen: 0 },
      terminals: [{ deviceId: 'device-1', minted: { count: 3, amountFen: 2_000 }, gaps: [] }],
    });
    const list = must200(await classroom.get(`${dayPath(day)}/held`)).json;
    expect(itemsOf(list['items'])).toMatchObject([{ deductionId: held, reason: 'amount' }]);
    expect(await sheet(daysAfter(day, 1))).toMatchObject({ minted: { count: 0 }, terminals: [] });
  });

  it('INV-31 FAQ 5.2 FAQ 5.8: advances are listed until they are repaid, a part that is refunded moves by fen, and it sums', async () => {
    const { organization, pupil, sell, work, call, get, world } = classroom;
    const day = today();
    const paid = await sell(1_000);
    await work();
    await world.school.fund(pupil.outUserId, must(Fen.of(0)), true);
    const owed = [await sell(700), await sell(800)];
    await work();
    const refund = `/v1/deductions/${paid}/refunds?organizationId=${organization}`;
    must200(await call('POST', refund, { amountFen: 300, reason: '退餐' }));
    await workRefunds();
    const list = must200(await get(`${dayPath(day)}/debts`)).json;
    const ids = itemsOf(list['items']).map(({ deductionId }) => String(deductionId));
    expect(ids.toSorted()).toEqual(owed.toSorted());
    await world.school.repay(pupil.outUserId);
    await untilMidnight();
    await work();
    expect(must200(await get(`${dayPath(day)}/debts`)).json['items']).toEqual([]);
    expect(await sheet(day)).toMatchObject({
      closed: true,
      minted: { count: 3, amountFen: 2_500 },
      settled: { count: 3, amountFen: 2_500 },
      paid: { count: 1, amountFen: 700 },
      refunded: { count: 0, amountFen: 300 },
      repaid: { count: 2, amountFen: 1_500 },
      advanced: { count: 0, amountFen: 0 },
      ledger: { salesFen: -2_500, payersFen: 2_200, refundsFen: 300, advancesFen: 0 },
    });
  });

  it('lists the numbers that a terminal gave and never sent, on the days they can be of (INV-61)', async () => {
    const { terminal, pupil } = classroom;
    const day = today();
    await classroom.sell(500);
    const lost = await terminal.mint(pupil, 700);
    await classroom.sell(600);
    await classroom.work();
    await untilMidnight();
    expect(await sheet(day)).toMatchObject({
      closed: false,
      openBecause: ['missing-vouchers'],
      missingVouchers: 1,
      terminals: [{ missingVouchers: 1, gaps: [{ from: 2, to: 2, after: day, before: day }] }],
    });
    expect(await sheet(daysAfter(day, -1))).toMatchObject({ missingVouchers: 0, closed: true });
    must200(await terminal.upload([entryOf(lost)]));
    await classroom.world.school.pass(12 * hour); // noon of the next school day
    await classroom.work();
    expect(await sheet(day)).toMatchObject({
      closed: true,
      minted: { count: 3, amountFen: 1_800 },
      paid: { count: 3, amountFen: 1_800 },
      bookedLater: { count: 1, amountFen: 700 }, // in the bill of the day on which WeChat charged it (INV-26)
    });
  });

  it('pages the held sales, with their age', async () => {
    const day = today();
    for (let n = 0; n < 3; n += 1) await classroom.sell(0);
    await classroom.world.school.pass(hour);
    const first = must200(await classroom.get(`${dayPath(day)}/held?pageSize=2`)).json;
    const ages = itemsOf(first['items']).map(({ ageSeconds }) => Number(ageSeconds));
    expect(ages).toHaveLength(2);
    for (const age of ages) expect(age).toBeGreaterThanOrEqual(3_600);
    const rest = await classroom.get(`${dayPath(day)}/held?pageSize=2&cursor=${String(first['nextCursor'])}`);
    expect(itemsOf(must200(rest).json['items'])).toHaveLength(1);
    await classroom.refused(400, 'GET', `${dayPath(day)}/debts?cursor=${String(first['nextCursor'])}`);
  });

  it('another tenant’s day is not there, and a day that is none is refused (INV-92)', async () => {
    const refused = await classroom.refused(404, 'GET', dayPath(), { token: tokens.boundAdmin });
    expect(refused.json['code']).toBe('not-found');
    await classroom.refused(422, 'GET', dayPath('2026-02-30' as BeijingDay));
  });
});
