import { dayOf, Fen, hour, Instant, minute } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
let id: string;
/** A sale that was tried and declined, because there is no money. */
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  await world.school.fund(classroom.pupil.outUserId, must(Fen.of(0)), false);
  id = await classroom.sell(1250);
  await classroom.work();
  return world.close;
});

const target = (rest = '') => `/v1/deductions/${id}${rest}?organizationId=${classroom.organization}`;
const sale = async () => (await classroom.get(target())).json;
const deducts = (): number => world.school.requestsTo('/v3/offlineface/transactions');
/** Moves time to this moment, `2026-09-…` in Beijing. */
const until = (time: string) => world.school.pass(Date.parse(`2026-09-${time}:00+08:00`) - world.school.now());
const notNow = async (nextWindowAt: unknown): Promise<void> => {
  const before = deducts();
  const answer = await classroom.refused(409, 'POST', target('/release'), {
    token: tokens.operator,
    body: { reason: '家长已充值' },
  });
  expect(answer.json).toMatchObject({ code: 'retry-not-now', nextWindowAt });
  await classroom.work();
  expect(deducts()).toBe(before);
};

describe('BAD-57, INV-33: what was tried before is tried again in its windows only', () => {
  it('one that waits for its next attempt is not released: 409 names the moment', async () => {
    const { state, nextAttemptAt } = await sale();
    expect([state, nextAttemptAt]).toEqual(['failed', '2026-09-07T12:30:00.000+08:00']);
    await notNow(nextAttemptAt);
  });

  it('the sixth attempt of a day: 409 names the first window of the next school day, no request leaves', async () => {
    while (dayOf(world.school.now()) === dayOf(Instant.of(Date.parse('2026-09-07T12:00:00+08:00')))) {
      await world.school.pass(20 * minute);
      await classroom.work();
      if ((await sale())['attemptsTotal'] === 5) break;
    }
    expect(await sale()).toMatchObject({ state: 'failed', attemptsTotal: 5 });
    await notNow('2026-09-08T06:00:00.000+08:00');
    await until('07T19:00');
    await notNow('2026-09-08T06:00:00.000+08:00');
    expect(deducts()).toBe(5);
  });

  it('a held one at 23:30: 409 names the next morning', async () => {
    await classroom.call('PUT', `${classroom.pupil.path}/limits`, { singleLimitFen: 1000 });
    await until('08T06:05');
    await classroom.work();
    expect(await sale()).toMatchObject({ state: 'held', reason: 'limit', attemptsTotal: 5 });
    await classroom.call('PUT', `${classroom.pupil.path}/limits`, { singleLimitFen: 10_000 });
    await until('08T23:30');
    await notNow('2026-09-09T06:00:00.000+08:00');
  });

  it('on a Sunday: 409 names Monday', async () => {
    await until('13T12:00');
    await notNow('2026-09-14T06:00:00.000+08:00');
  });

  it('between two windows: 409 names the next one of the day; inside it the release is done and the sale paid', async () => {
    await until('14T14:30');
    await notNow('2026-09-14T16:00:00.000+08:00');
    await world.school.pass(1.5 * hour);
    await world.school.fund(classroom.pupil.outUserId, must(Fen.of(100_000)), false);
    const released = await classroom.call('POST', target('/release'), { reason: '家长已充值' }, tokens.operator);
    expect([released.status, released.json['state']]).toEqual([200, 'received']);
    await classroom.work();
    expect(await sale()).toMatchObject({ state: 'paid', attemptsTotal: 6 });
    expect(deducts()).toBe(6);
  });

  it('what was never tried may be released at any hour', async () => {
    await until('14T23:30');
    id = await classroom.sell(900, { userId: 'FUother' });
    const released = await classroom.call('POST', target('/release'), { reason: '已核实' }, tokens.operator);
    expect(released.status).toBe(200);
  });
});
