import { describe, expect, test } from 'vitest';
import { createPayscoreWorld, hour, minute, type PayscoreWorld, toPay } from '../../test/payscore-world.ts';

const refusal = async (asked: ReturnType<PayscoreWorld['on']>): Promise<string> => {
  const { status, json, headers } = await asked;
  if (status < 300) return 'ok';
  const tail = headers['request-id']?.split('-')[1];
  return tail === '268435464' ? 'malformed' : String(json['message']);
};
const early = '服务开始时间不能早于调用接口时间';
const wrongEnd = '服务结束时间不合法';
const precision = '服务时间的精度须与创建订单时一致';

const created = async (range: object) => {
  const world = await createPayscoreWorld();
  await world.user({ action: 'authorise' });
  return { world, made: await refusal(world.create('P-1', { time_range: range })) };
};

// Monday, 12:00:00 in Beijing: 04:00 in UTC.
describe('times of a create (payscore-wire.md §3.5), Beijing', () => {
  test.each<[string, object]>([
    ['ok', { start_time: 'OnAccept' }],
    ['ok', { start_time: '20260907120001' }],
    [early, { start_time: '20260907120000' }],
    [early, { start_time: '20260907115959' }],
    ['ok', { start_time: '20260907' }],
    [early, { start_time: '20260906' }],
    ['ok', { start_time: '20260907130000', end_time: '20260907130001' }],
    [wrongEnd, { start_time: '20260907130000', end_time: '20260907130000' }],
    ['ok', { start_time: 'OnAccept', end_time: '20260907120101' }],
    [wrongEnd, { start_time: 'OnAccept', end_time: '20260907120100' }],
    ['ok', { start_time: 'OnAccept', end_time: '20260907' }],
    [wrongEnd, { start_time: 'OnAccept', end_time: '20260906' }],
    ['ok', { start_time: '20260908', end_time: '20260908' }],
    [wrongEnd, { start_time: '20260908', end_time: '20260907' }],
    [precision, { start_time: '20260908', end_time: '20260908120000' }],
    ['malformed', { start_time: 'onaccept' }],
    ['malformed', {}],
    // BAD-74
    ['malformed', { start_time: '20270229000000' }],
    ['malformed', { start_time: '20261301120000' }],
    ['malformed', { start_time: '20260908240000' }],
    ['malformed', { start_time: '2026090812000' }],
    ['malformed', { start_time: '2026-09-08T12:00:00+08:00' }],
    ['malformed', { start_time: 'OnAccept', end_time: 'OnAccept' }],
    ['malformed', { start_time: 'OnAccept', start_time_remark: '备'.repeat(21) }],
    ['ok', { start_time: 'OnAccept', end_time: '20260908', end_time_remark: '备'.repeat(50) }],
    ['malformed', { start_time: 'OnAccept', end_time: '20260908', end_time_remark: '备'.repeat(51) }],
  ])('%s: %o', async (expected, range) => {
    expect((await created(range)).made).toBe(expected);
  });
});

const missing = '创建订单未填写服务结束时间，则结束时间必填';
const before = '真实结束时间小于预计开始时间';
const future = '实际结束时间不能晚于使用完结接口的时间';
const moved = '实际开始时间不合法';

/** Created at 12:00:00, completed at 14:00:00. */
describe('times of a complete', () => {
  test.each<[string, object, object | undefined]>([
    [missing, { start_time: 'OnAccept' }, undefined],
    [missing, { start_time: 'OnAccept' }, { start_time: '20260907120000' }],
    ['ok', { start_time: '20260907120001', end_time: '20260907130000' }, undefined],
    ['ok', { start_time: 'OnAccept' }, { end_time: '20260907140000' }],
    [future, { start_time: 'OnAccept' }, { end_time: '20260907140001' }],
    ['ok', { start_time: 'OnAccept' }, { end_time: '20260907120001' }],
    [before, { start_time: 'OnAccept' }, { end_time: '20260907120000' }],
    [precision, { start_time: 'OnAccept' }, { end_time: '20260907' }],
    ['ok', { start_time: '20260907130000' }, { end_time: '20260907130001' }],
    [before, { start_time: '20260907130000' }, { end_time: '20260907130000' }],
    [precision, { start_time: '20260907130000' }, { end_time: '20260907' }],
    ['ok', { start_time: '20260907130000' }, { start_time: '20260907120000', end_time: '20260907133000' }],
    [moved, { start_time: '20260907130000' }, { start_time: '20260907115959', end_time: '20260907133000' }],
    [moved, { start_time: '20260907130000' }, { start_time: '20260907140001', end_time: '20260907133000' }],
    [precision, { start_time: '20260907130000' }, { start_time: '20260907', end_time: '20260907133000' }],
    // The day form means the whole day: today is accepted although 23:59:59 lies ahead.
    ['ok', { start_time: '20260907' }, { end_time: '20260907' }],
    [future, { start_time: '20260907' }, { end_time: '20260908' }],
    [before, { start_time: '20260908' }, { end_time: '20260907' }],
    ['malformed', { start_time: 'OnAccept' }, { end_time: '20260907246000' }],
  ])('%s: created with %o, completed with %o', async (expected, range, given) => {
    const { world, made } = await created(range);
    expect(made).toBe('ok');
    await world.pass(2 * hour);
    expect(await refusal(world.complete('P-1', 100, { time_range: given }))).toBe(expected);
  });
});

const completed = async (setting: 'start' | 'end' = 'start') => {
  const world = await toPay(4000, { settings: { payscoreDayPaidTime: setting } });
  await world.user({ script: { type: 'never' } });
  await world.pass(30 * minute);
  return world;
};

describe('BAD-71 times of a sync: after the completion, not after now', () => {
  const wrong = '付款时间不合法';
  test.each([
    ['ok', 0],
    [wrong, 1],
    ['ok', -29 * 60],
    [wrong, -30 * 60],
    [wrong, -2 * 3600],
  ])('%s: %i seconds from now', async (expected, seconds) => {
    const world = await completed();
    expect(await refusal(world.sync('P-1', world.inSeconds(seconds)))).toBe(expected);
  });
  test('what is not a time, or not a sync', async () => {
    const world = await completed();
    for (const paidTime of ['20260907', '2026-09-07T13:10:00+08:00', '20260907999999'])
      expect(await refusal(world.sync('P-1', paidTime))).toBe(wrong);
    expect(await refusal(world.sync('P-1', undefined, { type: 'Order_Refund' }))).toBe('malformed');
  });
  test('a day may mean its end', async () => {
    const world = await completed('end');
    await world.pass(11 * hour);
    expect(await refusal(world.sync('P-1', '20260907'))).toBe('ok');
  });
});
