import { describe, expect, test } from 'vitest';
import { answer, ask, begin, broken, complete, faceTerms, given, inService, open, shown } from '../../test/payscore.ts';
import { hour, Instant, later, minute } from '../kernel/instant.ts';
import { checkPaidTime, parseCompact } from './times.ts';
import type { PayscoreTimes } from './wish.ts';

// noon is 1 September 2026, 12:00:00 in Beijing
const ofCreate = (times: PayscoreTimes) => broken(undefined, open({ times }));
const ofComplete = (planned: PayscoreTimes, times: Partial<PayscoreTimes>, ms: number) => {
  const order = given(open({ ...faceTerms, times: planned }), begin(), answer(shown(inService)));
  return broken(order, ask({ ...complete(), times } as never, ms));
};

describe('times of a service', () => {
  test.each([
    '20230229000000',
    '20231301',
    '20231301000000',
    '2026090112000',
    '2026-09-01T12:00:00+08:00',
    '20260901240000',
    '20260901126000',
    '',
    'onaccept',
  ])('BAD-74 INV-74 %j is no time', (text) => {
    expect(parseCompact(text)).toBeUndefined();
    expect(ofCreate({ start: text })).toEqual(['times.start', 'time-form']);
    expect(ofComplete({ start: 'OnAccept' }, { end: text }, minute)).toEqual(['times.end', 'time-form']);
  });
  test('INV-74 create: begins after the call, ends a minute after it at least; days may begin today', () => {
    expect(ofCreate({ start: '20260901120000' })).toEqual(['times.start', 'start-too-early']);
    expect(ofCreate({ start: '20260901120001' })).toEqual([]);
    expect(ofCreate({ start: '20260831' })).toEqual(['times.start', 'start-too-early']);
    expect(ofCreate({ start: '20260901', end: '20260901' })).toEqual([]);
    expect(ofCreate({ start: '20260902', end: '20260901' })).toEqual(['times.end', 'end-too-early']);
    expect(ofCreate({ start: '20260901120001', end: '20260901120100' })).toEqual(['times.end', 'end-too-early']);
    expect(ofCreate({ start: '20260901120001', end: '20260901120101' })).toEqual([]);
    expect(ofCreate({ start: '20260901130000', end: '20260901130000' })).toEqual(['times.end', 'end-too-early']);
    expect(ofCreate({ start: 'OnAccept', end: '20260902000000' })).toEqual([]);
  });
  test('INV-74 one precision throughout', () => {
    expect(ofCreate({ start: '20260901', end: '20260902000000' })).toEqual(['times.end', 'time-precision']);
    expect(ofCreate({ start: '20260901120001', end: '20260902' })).toEqual(['times.end', 'time-precision']);
    expect(ofCreate({ start: 'OnAccept', end: '20260902' })).toEqual(['times.end', 'time-precision']);
    expect(ofComplete({ start: 'OnAccept' }, { end: '20260901' }, hour)).toEqual(['times.end', 'time-precision']);
    expect(ofComplete({ start: '20260901' }, { end: '20260901123000' }, hour)).toEqual(['times.end', 'time-precision']);
    expect(ofComplete({ start: '20260901' }, { start: '20260901120000', end: '20260901' }, hour)).toEqual([
      'times.start',
      'time-precision',
    ]);
    expect(ofComplete({ start: '20260901' }, { end: '20260901' }, hour)).toEqual([]); // today, until 23:59:59
  });
  test('INV-74 complete: an end that create gave none is due; it lies behind the start and not in the future', () => {
    const planned = { start: '20260901121000' };
    expect(ofComplete(planned, {}, hour)).toEqual(['times.end', 'end-missing']);
    expect(ofComplete({ ...planned, end: '20260901123000' }, {}, hour)).toEqual([]);
    expect(ofComplete(planned, { end: '20260901121000' }, hour)).toEqual(['times.end', 'end-too-early']);
    expect(ofComplete(planned, { end: '20260901130001' }, hour)).toEqual(['times.end', 'end-in-future']);
    expect(ofComplete(planned, { end: '20260901130000' }, hour)).toEqual([]);
    expect(ofComplete(planned, { start: '20260901115959', end: '20260901130000' }, hour)).toEqual([
      'times.start',
      'start-changed-range',
    ]);
    expect(ofComplete(planned, { start: '20260901130001', end: '20260901130000' }, hour)).toEqual([
      'times.start',
      'start-changed-range',
    ]);
    expect(ofComplete(planned, { start: '20260901120500', end: '20260901120900' }, hour)).toEqual([]);
    const whole = { ...planned, end: '20260901122000' }; // a start that is moved alone must lie before the planned end
    expect(ofComplete(whole, { start: '20260901122000' }, hour)).toEqual(['times.end', 'end-too-early']);
    expect(ofComplete(whole, { start: '20260901121959' }, hour)).toEqual([]);
  });
  test('BAD-71 sync: paid after the service began and was completed, not in the future, to the second', () => {
    const completedAt = parseCompact('20260901120000')?.at ?? Instant.of(0);
    const ofSync = (paid: string, start: string) => {
      const found = checkPaidTime(paid, { start, completedAt, now: later(completedAt, hour) });
      return found === undefined ? [] : [found.field, found.rule];
    };
    expect(ofSync('20260901123000', '20260901121000')).toEqual([]);
    expect(ofSync('20260901123000', 'OnAccept')).toEqual([]);
    expect(ofSync('20260901123000', '20260901123000')).toEqual(['paidTime', 'paid-time-range']);
    expect(ofSync('20260901120000', '20260901110000')).toEqual(['paidTime', 'paid-time-range']);
    expect(ofSync('20260901130001', '20260901110000')).toEqual(['paidTime', 'paid-time-range']);
    expect(ofSync('20260901', '20260901')).toEqual(['paidTime', 'paid-time-form']);
  });
  test('remarks have 20 characters at most', () => {
    expect(ofCreate({ start: 'OnAccept', startRemark: '备'.repeat(21) })).toEqual([
      'times.startRemark',
      'remark-length',
    ]);
    expect(ofCreate({ start: 'OnAccept', endRemark: '备'.repeat(20) })).toEqual([]);
  });
});
