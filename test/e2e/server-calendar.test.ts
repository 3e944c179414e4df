import { Fen, hour, minute } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
let path: string;
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  path = `/v1/organizations/${classroom.organization}/calendar`;
  return world.close;
});

const lunchOnly = {
  windows: [{ from: '11:00', to: '14:00' }],
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  holidays: ['2026-09-08'],
  extraSchoolDays: ['2026-09-12'],
};
const put = (body: unknown) => classroom.call('PUT', path, body);
const wrong = async (body: unknown, code = 'calendar-wrong') => {
  const { json } = await classroom.refused(422, 'PUT', path, { body });
  expect(json).toMatchObject({ code });
  return json['fields'];
};
const deducts = (): number => world.school.requestsTo('/v3/offlineface/transactions');
const target = (id: string, rest = '') => `/v1/deductions/${id}${rest}?organizationId=${classroom.organization}`;
const sale = async (id: string) => (await classroom.get(target(id))).json;
/** Moves time to this moment, `2026-09-…` in Beijing. */
const until = (time: string) => world.school.pass(Date.parse(`2026-09-${time}:00+08:00`) - world.school.now());
const notNow = async (id: string, nextWindowAt: string): Promise<void> => {
  const before = deducts();
  const answer = await classroom.refused(409, 'POST', target(id, '/release'), {
    token: tokens.operator,
    body: { reason: '已核实' },
  });
  expect(answer.json).toMatchObject({ code: 'retry-not-now', nextWindowAt });
  await classroom.work();
  expect(deducts()).toBe(before);
};

describe('INV-33 the calendar of a school', () => {
  it('is the guide’s own until the school sets one: 6-8, 11-14, 16-20 from Monday to Friday', async () => {
    expect((await classroom.get(path)).json).toEqual({
      windows: [
        { from: '06:00', to: '08:00' },
        { from: '11:00', to: '14:00' },
        { from: '16:00', to: '20:00' },
      ],
      weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      holidays: [],
      extraSchoolDays: [],
      isDefault: true,
    });
  });

  it.each([
    ['an empty window', { from: '11:00', to: '11:00' }, 'windows.1', 'not empty: `to` is after `from`'],
    ['a reversed one', { from: '20:00', to: '16:00' }, 'windows.1', 'not reversed: `to` is after `from`'],
    ['one that overlaps', { from: '13:59', to: '15:00' }, 'windows.1', 'without overlap with another window'],
  ])('%s: 422 names the field and the rule', async (_, window, name, rule) => {
    expect(await wrong({ ...lunchOnly, windows: [...lunchOnly.windows, window] })).toEqual([{ name, rule }]);
  });
  it('no window, no school day, a day twice, a day of both kinds: 422', async () => {
    const { weekdays } = lunchOnly;
    expect(await wrong({ windows: [], weekdays })).toEqual([{ name: 'windows', rule: 'at least one window' }]);
    expect(await wrong({ windows: lunchOnly.windows, weekdays: [] })).toMatchObject([{ name: 'weekdays' }]);
    expect(await wrong({ ...lunchOnly, weekdays: ['monday', 'monday'] })).toMatchObject([{ name: 'weekdays.1' }]);
    expect(await wrong({ ...lunchOnly, extraSchoolDays: ['2026-09-08'] })).toMatchObject([
      { name: 'extraSchoolDays.0' },
    ]);
  });
  it('a time or a day that does not exist: 422 names it', async () => {
    const windows = [{ from: '11:00', to: '24:01' }];
    expect(await wrong({ ...lunchOnly, windows }, 'shape-wrong')).toMatchObject([{ name: 'windows.0.to' }]);
    expect(await wrong({ ...lunchOnly, holidays: ['2026-02-30'] }, 'shape-wrong')).toMatchObject([
      { name: 'holidays.0' },
    ]);
    expect(await wrong({ ...lunchOnly, weekdays: ['someday'] }, 'shape-wrong')).toMatchObject([{ name: 'weekdays.0' }]);
  });
  it('is an admin’s to set, everybody’s to read, and nobody’s from another school', async () => {
    for (const token of [tokens.operator, tokens.auditor])
      await classroom.refused(403, 'PUT', path, { token, body: lunchOnly });
    await classroom.refused(404, 'PUT', '/v1/organizations/O00A1B2Z9999999999/calendar', { body: lunchOnly });
  });

  it('BAD-57 once set it is in force: nothing is tried again out of its windows or on its holidays', async () => {
    await world.school.fund(classroom.pupil.outUserId, must(Fen.of(0)), false);
    const id = await classroom.sell(1250); // on Monday the 7th, at noon
    await classroom.work();
    expect(await sale(id)).toMatchObject({ state: 'failed', nextAttemptAt: '2026-09-07T12:30:00.000+08:00' });
    const set = await put(lunchOnly);
    expect([set.status, set.json]).toEqual([200, { ...lunchOnly, isDefault: false }]);
    expect((await classroom.get(path)).json).toEqual(set.json);
    for (let looks = 0; looks < 5; looks += 1) {
      await world.school.pass(31 * minute);
      await classroom.work();
    }
    await classroom.call('PUT', `${classroom.pupil.path}/limits`, { singleLimitFen: 1000 });
    // Five tries are not reached: the window ends at 14:00, and Tuesday the 8th is a holiday.
    expect(await sale(id)).toMatchObject({ state: 'failed', nextAttemptAt: '2026-09-09T11:00:00.000+08:00' });
    await notNow(id, '2026-09-09T11:00:00.000+08:00');
    await until('09T11:01');
    await classroom.work();
    expect(await sale(id)).toMatchObject({ state: 'held', reason: 'limit' });
    await classroom.call('PUT', `${classroom.pupil.path}/limits`, { singleLimitFen: 10_000 });
    await until('09T16:30'); // a window of the guide's, not of this school's
    await notNow(id, '2026-09-10T11:00:00.000+08:00');
    await until('11T15:00'); // Saturday the 12th is worked for a long holiday
    await notNow(id, '2026-09-12T11:00:00.000+08:00');
    await world.school.fund(classroom.pupil.outUserId, must(Fen.of(100_000)), false);
    await until('12T11:00');
    const released = await classroom.call('POST', target(id, '/release'), { reason: '已核实' }, tokens.operator);
    expect(released.status).toBe(200);
    await classroom.work();
    expect(await sale(id)).toMatchObject({ state: 'paid' });
  });

  it('FAQ 5.9 a voucher that comes more than two hours after its sale is first charged in a window', async () => {
    await until('14T12:30');
    const saleAtMs = String(world.school.now());
    await world.school.pass(2 * hour); // 14:30, exactly two hours old
    const prompt = await classroom.sell(300, { saleAtMs });
    await classroom.work();
    expect(await sale(prompt)).toMatchObject({ state: 'paid' });
    const before = deducts();
    const late = await classroom.sell(400, { saleAtMs });
    expect(await sale(late)).toMatchObject({ state: 'received', nextAttemptAt: '2026-09-15T11:00:00.000+08:00' });
    await until('15T10:59');
    await classroom.work();
    expect([deducts(), (await sale(late))['state']]).toEqual([before, 'received']);
    await until('15T11:00');
    await classroom.work();
    expect(await sale(late)).toMatchObject({ state: 'paid', attemptsTotal: 1 });
  });
});
